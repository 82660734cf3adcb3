from sandbox.wikimedia.limits import Limits, count_call, in_flight


def test_a_minute_starts_with_its_first_call():
    window = Limits().find("127.0.0.1", "agent", "compliant")
    assert [count_call(window, 2, 60, tick) for tick in (100, 110, 120, 159.5)] == [0, 0, 40, 1]
    assert count_call(window, 2, 60, 160) == 0


def test_agents_that_say_who_they_are_have_a_minute_of_their_own():
    limits = Limits()
    mine = limits.find("127.0.0.1", "mine", "compliant")
    assert limits.find("127.0.0.1", "mine", "compliant") is mine
    assert limits.find("127.0.0.1", "other", "compliant") is not mine
    assert limits.find("127.0.0.2", "mine", "compliant") is not mine
    nobodys = limits.find("127.0.0.1", "a", "unidentified")
    assert limits.find("127.0.0.1", "b", "refused") is nobodys


def test_calls_under_way_are_counted():
    window = Limits().find("127.0.0.1", "agent", "compliant")
    with in_flight(window) as one, in_flight(window) as two:
        assert (one, two) == (1, 2)
    with in_flight(window) as again:
        assert again == 1
