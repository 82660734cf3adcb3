"""`mobiville datasets`: where every dataset comes from, and what is in use of it."""

from collections.abc import Mapping

from rich.table import Table

from services.importer.catalog import DATASETS
from shared.events.owners import DatasetState


def datasets_table(states: Mapping[str, DatasetState]) -> Table:
    """One line a dataset, in the order in which `import all` takes them."""
    table = Table("dataset", "source", "producer", "licence", "vintage", "rows", "last import", "also called")
    for dataset in DATASETS:
        state = states.get(dataset.name)
        aliases = ", ".join(dataset.aliases)
        if state is None:
            table.add_row(
                dataset.name, dataset.title, dataset.producer, dataset.licence, "", "", "never", aliases
            )
            continue
        source = state.source
        title = f"{source.title} [yellow](sample)[/]" if source.sample else source.title
        moment = f"{state.applied_at:%Y-%m-%d %H:%M} UTC"
        table.add_row(
            dataset.name,
            title,
            source.producer,
            source.licence,
            source.vintage,
            f"{state.rows:,}",
            moment,
            aliases,
        )
    return table
