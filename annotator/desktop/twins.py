"""The question what to do with a new article whose text is in the library already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.desktop.messages import message_box
from annotator.services.authoring import Twin

translate = QCoreApplication.translate


def ask_about_twin(
    twin: Twin,
    parent: QWidget,
    *,
    put: Callable[[], object] | None,
    open_it: Callable[[], object],
) -> None:
    """Offer to put the new structure onto the stored article, or to open that one.

    ``put`` is None where there is nothing to put: that text has been edited since, or nothing is
    different. The third answer does nothing; the writer goes on.
    """
    box = message_box(QMessageBox.Icon.Question, _text(twin, can_put=put is not None), parent)
    box.setWindowTitle(parent.windowTitle())
    roles = QMessageBox.ButtonRole
    first = None
    if put is not None:
        box.setInformativeText(
            translate("twin", "Its marks come back with it, on the same words.")
            if twin.is_deleted
            else translate("twin", "All marks on it stay on the same words.")
        )
        words = (
            translate("twin", "With this structure")
            if twin.is_deleted
            else translate("twin", "Use this structure")
        )
        first = box.addButton(words, roles.AcceptRole)
    opening = box.addButton(
        translate("twin", "As it was")
        if twin.is_deleted
        else translate("twin", "Open the existing one"),
        roles.ActionRole,
    )
    stay = box.addButton(translate("twin", "Go on editing"), roles.RejectRole)
    box.setDefaultButton(first or opening)
    box.setEscapeButton(stay)

    def answered(button: object) -> None:
        if put is not None and button is first:
            put()
        elif button is opening:
            open_it()

    box.buttonClicked.connect(answered)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _text(twin: Twin, *, can_put: bool) -> str:
    if twin.is_deleted:
        text = translate(
            "twin",
            "This text is that of “{title}”, which was deleted. Bring it back with this structure?",
        )
    elif can_put:
        text = translate(
            "twin",
            "This text is in the library already as “{title}”. Put this structure onto it?",
        )
    else:
        text = translate("twin", "This text is in the library already as “{title}”.")
    return text.format(title=twin.title)
