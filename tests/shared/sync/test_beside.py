import gc
import sys
import weakref

import pytest

from shared.sync.beside import beside_requests


def test_threads_take_turns_more_often_and_nobody_looks_for_cycles_inside():
    usual = sys.getswitchinterval()
    with beside_requests():
        assert not gc.isenabled()
        assert sys.getswitchinterval() < usual
    assert gc.isenabled()
    assert sys.getswitchinterval() == usual


def test_all_is_as_before_after_a_failure():
    with pytest.raises(ZeroDivisionError), beside_requests():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_what_was_made_is_not_looked_at_again():
    with beside_requests():
        made = [[number] for number in range(1000)]
    assert not any(thing is made for thing in gc.get_objects())


class Knot:
    """Refers to itself: only who looks for cycles finds it."""

    def __init__(self) -> None:
        self.self = self


def test_cycles_of_meanwhile_are_not_kept():
    with beside_requests():
        knot = weakref.ref(Knot())
        assert knot() is not None
    assert knot() is None


def test_the_first_of_two_to_end_does_not_disturb_the_other():
    usual = sys.getswitchinterval()
    with beside_requests():
        with beside_requests():
            pass
        assert not gc.isenabled()
        assert sys.getswitchinterval() < usual
    assert gc.isenabled()
