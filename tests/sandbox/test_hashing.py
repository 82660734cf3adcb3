import numpy as np

from sandbox.hashing import Draw, derive_salt, hash_columns, take_byte, take_share


def test_words_follow_from_their_row_and_salt():
    rows = np.arange(1000)
    words = hash_columns(1, rows, rows * 2)
    assert np.array_equal(words, hash_columns(1, rows, rows * 2))
    assert np.array_equal(words[500:], hash_columns(1, rows[500:], rows[500:] * 2))
    assert not np.any(words == hash_columns(2, rows, rows * 2))
    assert not np.any(words == hash_columns(1, rows * 2, rows)[::-1])


def test_chances_are_even():
    words = hash_columns(derive_salt(1, "test"), np.arange(100_000))
    assert abs(take_share(words).mean() - 0.5) < 0.01
    for position in range(8):
        assert np.bincount(take_byte(words, position), minlength=256).min() > 300


def test_draws_follow_from_their_key():
    def draw(*key: object) -> list[object]:
        one = Draw(1, *key)
        return [one.below(100), one.share(), one.pick("abc"), one.chance(0.5), one.sample("abcdef", 3)]

    assert draw("a", 1) == draw("a", 1)
    assert draw("a", 1) != draw("a", 2)


def test_samples_keep_their_order():
    kept = Draw(1, "sample").sample("abcdefgh", 4)
    assert kept == sorted(kept)
    assert len(set(kept)) == 4
    assert Draw(1, "all").sample("abc", 9) == ["a", "b", "c"]
