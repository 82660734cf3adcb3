from sandbox.wikimedia.sparql.budget import Budgets, find_wait

CLIENT = ("127.0.0.1", "agent")


def test_a_client_may_use_two_minutes_at_once_and_waits_for_more():
    budgets = Budgets()
    budget = budgets.find(CLIENT, 60, 0)
    budget.left -= 130
    assert find_wait(budgets.find(CLIENT, 60, 0), 60, 10) == 11
    assert find_wait(budgets.find(CLIENT, 60, 12), 60, 10) == 0


def test_asking_while_one_should_wait_leads_to_a_ban():
    budgets = Budgets()
    budgets.find(CLIENT, 60, 0).left -= 130
    for _ in range(4):
        find_wait(budgets.find(CLIENT, 60, 0), 60, 2)
    assert budgets.find(CLIENT, 60, 100).banned
    assert not budgets.find(("127.0.0.1", "other"), 60, 0).banned
