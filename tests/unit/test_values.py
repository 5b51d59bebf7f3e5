"""Frozen values: what `frozen` makes is what a frozen, slotted dataclass is."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from pressmark.values import frozen


@frozen
class Ship:
    name: str
    flags: tuple[str, ...] = ()
    ports: dict[str, int] = field(default_factory=dict)


@frozen
class Ferry(Ship):
    lanes: int = 2


@frozen
class Nothing:
    pass


@frozen
class Alone:
    only: tuple[int, ...]


@frozen(order=True)
class Ranked:
    rank: int
    name: str = ""


@frozen
class OwnHash:
    name: str
    rest: str = ""

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Boat:
    """What `Ship` would be."""

    name: str
    flags: tuple[str, ...] = ()
    ports: dict[str, int] = field(default_factory=dict)


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
def test_nothing_of_it_can_be_set_or_deleted(value: Any) -> None:
    names = [one.name for one in fields(value)] or ["other"]
    for name in names:
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(value, name, 1)
        with pytest.raises(FrozenInstanceError, match=name):
            delattr(value, name)


@pytest.mark.parametrize("given", [((), {}), (("a", (), {}, 1), {}), (("a",), {"name": "b"}), (("a",), {"x": 1})])
def test_wrong_arguments_are_refused(given: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    with pytest.raises(TypeError, match=r"Ship\.__init__\(\)"):
        Ship(*given[0], **given[1])


def test_it_does_as_a_dataclass_does() -> None:
    ship = Ship("Ida", ("x",))
    boat: object = Boat("Ida", ("x",))
    assert repr(ship) == repr(boat).replace("Boat", "Ship")
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
