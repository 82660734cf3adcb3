"""What one scenario did to visitors and data, and whether that was as it should be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.load.chaos.scenarios import Scenario
from tests.load.load.sending import Sum, tell_counts

_COLUMNS = (
    *("scenario", "what is done", "requests", "errors", "errors for s"),
    "kept by nginx / offers marked stale / answers without a part",
    *("p99 ms", "longest ms", "whole again after s", "rows", "verdict"),
)


@dataclass(frozen=True)
class Outcome:
    """`kept`: answers that nginx showed past their time; `wrong_for`: seconds until the last error;
    `whole_after`: seconds from the end of the cause until all was ready and answered; `faults`: what must
    not be."""

    scenario: Scenario
    seen: Sum
    kept: int
    wrong_for: float
    whole_after: float
    faults: Sequence[str]

    @property
    def forbidden(self) -> Counter[str]:
        """Errors that visitors should not have seen."""
        return Counter(
            {
                name: count
                for name, count in self.seen.wrong.items()
                if not self.scenario.allows(*name.rsplit(" ", 1))
            }
        )

    @property
    def passed(self) -> bool:
        return not self.faults and not self.forbidden

    def summary(self) -> str:
        verdict = "PASSED" if self.passed else "FAILED"
        told = f"{self.scenario.name}: {verdict}; {self.seen.requests:,} requests, "
        told += f"errors {tell_counts(self.seen.wrong)}, whole again after {self.whole_after:.1f} s"
        return "; ".join([told, *(f"must not be: {fault}" for fault in self._all_faults())])

    def _all_faults(self) -> list[str]:
        forbidden = [f"visitors got {tell_counts(self.forbidden)}"] if self.forbidden else []
        return [*self.faults, *forbidden]

    def line(self) -> str:
        seen = self.seen
        errors = f"{seen.wrong.total():,} ({tell_counts(seen.wrong)})" if seen.wrong else "none"
        old = f"{self.kept:,} / {seen.stale:,} / {seen.incomplete:,}"
        verdict = "; ".join(self._all_faults())
        rows = "all there, once" if not self.faults else "see the verdict"
        cells = (
            *(self.scenario.name, self.scenario.what, f"{seen.requests:,}", errors, f"{self.wrong_for:.0f}"),
            *(old, f"{seen.percentile(99):,.0f}", f"{max(seen.milliseconds, default=0):,.0f}"),
            *(f"{self.whole_after:.1f}", rows, "PASSED" if self.passed else f"FAILED: {verdict}"),
        )
        return f"| {' | '.join(cells)} |"


def table(before: str, rate: float, seconds: float, outcomes: Sequence[Outcome]) -> str:
    """Markdown."""
    failed = [outcome.scenario.name for outcome in outcomes if not outcome.passed]
    return "\n".join(
        [
            f"{before} {rate:.0f} requests/s; the whole run took {seconds / 60:.0f} minutes.",
            "",
            f"| {' | '.join(_COLUMNS)} |",
            "|---" * len(_COLUMNS) + "|",
            *(outcome.line() for outcome in outcomes),
            "",
            f"FAILED: {', '.join(failed)}." if failed else f"PASSED: all {len(outcomes)} scenarios.",
        ]
    )
