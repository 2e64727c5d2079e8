"""The writer's columns as fields: asked at the first run, changed on the profile page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aboveboard.clock import system_zone
from aboveboard.errors import Trouble
from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Field, Flow, LineField, Mark, column, label, place_trouble
from aboveboard.ui.zonefield import ZoneField

LEAST = 220  # pixels that a field needs
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def side_by_side(*fields: QWidget, gap: int = t.S4) -> QWidget:
    """Fields on one line where there is room, below each other where not."""
    out = _Line()
    for field in fields:
        field.setMinimumWidth(LEAST)
    out.setLayout(_Even(*fields, gap=gap))
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    policy.setHeightForWidth(True)
    out.setSizePolicy(policy)
    return out


class _Line(QWidget):
    """No taller than its fields are at the present width; by itself it would ask for the height they have below each
    other, and the page would scroll for nothing."""

    def sizeHint(self) -> QSize:
        return QSize(self.layout().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, self.layout().heightForWidth(max(LEAST, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class _Even(Flow):
    """Two parts of the same width, or one below the other."""

    def _place(self, box: Any, *, move: bool) -> int:
        from PySide6.QtCore import QRect

        count = len(self._items)
        beside = box.width() >= count * 230 + (count - 1) * self._gap
        wide = (box.width() - (count - 1) * self._gap) // count if beside else box.width()
        tall = [
            item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height() for item in self._items
        ]
        x, y = box.x(), box.y()
        for item, height in zip(self._items, tall, strict=True):
            if move:
                item.setGeometry(QRect(x, y, wide, height))
            if beside:
                x += wide + self._gap
            else:
                y += height + t.S3
        return max(tall, default=0) if beside else y - t.S3 - box.y()


class ProfileForm(QWidget):
    """`values()` are columns of the profile as text; a trouble is said at its field by `say`."""

    changed = Signal()

    def __init__(self, look: Look, *, all_columns: bool = False) -> None:
        super().__init__()
        self.look = look
        self.name = LineField(look, self.tr("Your name"))
        self.business = LineField(look, self.tr("Business"), hint=self.tr("Where it has a name of its own"))
        self.email = LineField(look, self.tr("Email"))
        self.phone = LineField(look, self.tr("Phone"), hint=self.tr("Stands under your letters"))
        self.zone = ZoneField(
            look, self.tr("Time zone"), system_zone(), self.tr("Type a city; every time is shown in it")
        )
        self.work_from = LineField(look, self.tr("Working day begins"), "09:00", style="body")
        self.work_to = LineField(look, self.tr("Working day ends"), "17:00", style="body")
        self.role = LineField(look, self.tr("Role"), hint=self.tr("“developer”, as it stands under your letters"))
        self.days_off = LineField(
            look,
            self.tr("Days off"),
            hint=self.tr("Dates like 2026-12-24, with commas; working days pass over them"),
            style="body",
        )
        self.days = [Mark(look, self.tr(day), "box", number < 5) for number, day in enumerate(DAYS)]
        for box in self.days:
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            box.toggled.connect(lambda _: self.changed.emit())
        week = QWidget()
        week.setLayout(Flow(*self.days, gap=t.S4))
        week.setObjectName("working-days")
        self.fields: dict[str, Field] = {
            "name": self.name, "business": self.business, "email": self.email, "phone": self.phone, "zone": self.zone,
            "work_from": self.work_from, "work_to": self.work_to, "role": self.role, "days_off": self.days_off,
        }  # fmt: skip
        for field in self.fields.values():
            field.changed.connect(lambda _: self.changed.emit())
        self.days_trouble = label(look, "", "small", "late", wrap=True)
        self.days_trouble.hide()
        more = [side_by_side(self.role, self.days_off), 12] if all_columns else []
        if not all_columns:
            self.role.setParent(self)
            self.days_off.setParent(self)
            self.role.hide()
            self.days_off.hide()
        self.setLayout(
            column(
                side_by_side(self.name, self.business), 12, side_by_side(self.email, self.phone), 12, self.zone, 12,
                *more,
                label(look, self.tr("Working days"), "small", "ink2", weight=500), 2, week, self.days_trouble, 8,
                side_by_side(self.work_from, self.work_to),
            )
        )  # fmt: skip

    def fill(self, profile: Mapping[str, Any]) -> None:
        """Show a profile's columns."""
        for name, field in self.fields.items():
            field.setText(str(profile.get(name) or ""))  # type: ignore[attr-defined]
        days = str(profile.get("work_days") or "")
        for number, box in enumerate(self.days, 1):
            box.setChecked(str(number) in days)

    def values(self) -> dict[str, str]:
        """The columns as they were typed; `Trouble` with a field where a zone is none or a name is missing."""
        out = {name: field.text() for name, field in self.fields.items()}  # type: ignore[attr-defined]
        if not out["name"]:
            raise Trouble(self.tr("Type your name; letters are signed with it."), "name")
        out["zone"] = self.zone.zone()
        out["work_from"], out["work_to"] = hour(out["work_from"]), hour(out["work_to"])
        out["work_days"] = ",".join(str(n) for n, box in enumerate(self.days, 1) if box.isChecked())
        if not out["work_days"]:
            raise Trouble(self.tr("Choose at least one working day."), "work_days")
        return out

    def say(self, error: Trouble) -> bool:
        """Say a trouble at its field; False where it belongs to none."""
        self.days_trouble.setVisible(error.field == "work_days")
        self.days_trouble.setText(error.sentence if error.field == "work_days" else "")
        return place_trouble(self.fields, error.sentence, error.field) or error.field == "work_days"


def hour(typed: str) -> str:
    """ "9" and "9:30" as the record writes them, "09:00" and "09:30"; anything else stays for the record to refuse."""
    head, _, tail = typed.strip().replace(".", ":").partition(":")
    tail = tail or "00"
    if head.isdigit() and tail.isdigit() and len(tail) == 2 and len(head) <= 2:
        return f"{int(head):02d}:{tail}"
    return typed.strip()
