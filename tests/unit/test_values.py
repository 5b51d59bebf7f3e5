"""Frozen values do as frozen, slotted dataclasses do, and as bytes tell all that they hold."""

import pickle
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from pressmark.packing import digest_of
from pressmark.values import Frozen, asdict, changed, field, kinds, replace


class Ship(Frozen):
    name: str
    flags: tuple[str, ...] = ()
    ports: dict[str, int] = field(default_factory=dict)


class Ferry(Ship):
    lanes: int = 2


class Nothing(Frozen):
    pass


class Alone(Frozen):
    only: tuple[int, ...]


class Other(Frozen):
    only: tuple[int, ...]


class Ranked(Frozen, order=True):
    rank: int
    name: str = ""


class OwnHash(Frozen):
    name: str
    rest: str = ""

    def __hash__(self) -> int:
        return hash(self.name)


class Holder(Frozen):
    held: Any


@dataclass(frozen=True, slots=True)
class Boat:
    """What `Ship` would be."""

    name: str
    flags: tuple[str, ...] = ()


VALUES = {
    "defaults": Ship("Ida"),
    "by name": Ship(flags=("a",), name="Ida"),
    "inherited": Ferry("Ida", ("a",), {"b": 1}, 3),
    "no field": Nothing(),
    "one field": Alone((1, 2)),
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_value_is_pickled_and_equals_itself(value: Any) -> None:
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
    assert again == value
    assert type(again) is type(value)
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_nothing_of_it_can_be_set_or_deleted(value: Frozen) -> None:
    before = asdict(value)
    for name in (*before, "other"):
        with pytest.raises(AttributeError):
            setattr(value, name, 1)
        with pytest.raises(AttributeError):
            delattr(value, name)
    assert asdict(value) == before


@pytest.mark.parametrize("given", [((), {}), (("a", (), {}, 1), {}), (("a",), {"name": "b"}), (("a",), {"x": 1})])
def test_wrong_arguments_are_refused(given: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    with pytest.raises(TypeError):
        Ship(*given[0], **given[1])


def test_it_does_as_a_dataclass_does() -> None:
    ship = Ship("Ida", ("x",))
    boat: object = Boat("Ida", ("x",))
    assert repr(Alone((1,))) == "Alone(only=(1,))"
    assert hash(Alone((1,))) == hash(Alone((1,))) != hash(Alone((2,)))
    assert replace(ship, name="Una") == Ship("Una", ("x",))
    assert Ship("Ida").ports is not Ship("Ida").ports
    assert ship != Ferry("Ida", ("x",))
    assert ship != boat
    assert Ranked(1, "b") < Ranked(2, "a") < Ranked(2, "b")
    assert hash(OwnHash("a", "b")) == hash("a")
    match ship:
        case Ship(name, flags):
            assert (name, flags) == ("Ida", ("x",))


def test_what_does_not_change_stays_the_same_value() -> None:
    ship = Ship("Ida", ("x",))
    assert changed(ship, name="Ida", flags=("x",)) is ship
    assert changed(ship, name="Una") == Ship("Una", ("x",))


def test_all_kinds_of_values_are_known() -> None:
    assert {Ship, Ferry, Nothing} <= kinds()


SUMMER = timezone(timedelta(hours=2))
DIFFERENT = {
    "a string and a number": ("1", 1),
    "a number and a truth": (1, True),
    "nothing and no words": (None, ""),
    "kinds with the same fields": (Alone((1,)), Other((1,))),
    "a part that is none": (("a", ("b",)), ("a", "b")),
    "a moment on two clocks": (datetime(2031, 1, 1, 12, tzinfo=SUMMER), datetime(2031, 1, 1, 10, tzinfo=UTC)),
    "the order of names": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "text with signs of JSON": ('a","b', ("a", "b")),
}


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_a_digest_tells_what_differs(pair: tuple[Any, Any]) -> None:
    assert digest_of(Holder(pair[0])) != digest_of(Holder(pair[1]))


def test_a_digest_depends_on_what_a_value_holds_alone() -> None:
    shared = ("x", "y")
    assert digest_of(Holder((shared, shared))) == digest_of(Holder((("x", "y"), tuple("xy"))))
