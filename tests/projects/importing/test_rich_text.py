import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from projects.blocks import RECORD_TEXT_FEATURES
from projects.importing.rich_text import comparable, to_html


@pytest.mark.parametrize(
    ("lines", "markup"),
    [
        (["En rad", "", "En till"], "<p>En rad</p><p>En till</p>"),
        (["En rad", "under den"], "<p>En rad<br/>under den</p>"),
        (["Så här:", "· ett", "• två", "- tre"], "<p>Så här:</p><ul><li>ett</li><li>två</li><li>tre</li></ul>"),
        (["Genom:", "1. att", "", "2. och"], "<p>Genom:</p><ol><li>att</li><li>och</li></ol>"),
        (["1. Rubrik", "Text", "", "2. Rubrik", "Text"], "<p>1. Rubrik<br/>Text</p><p>2. Rubrik<br/>Text</p>"),
        (["3. Ensam"], "<p>3. Ensam</p>"),
        (["a < b & c <script>"], "<p>a &lt; b &amp; c &lt;script&gt;</p>"),
        ([], ""),
    ],
)
def test_lines_become_paragraphs_and_lists(lines, markup):
    assert to_html(lines) == markup


def test_lines_of_a_fixed_width_are_put_together():
    assert to_html(["ett", "två", "", "· tre", "fyra"], wrapped=True) == "<p>ett två</p><ul><li>tre fyra</li></ul>"


def test_what_the_editor_adds_on_saving_is_no_change():
    markup = to_html(["a < b", "c", "", "1. x", "2. y", "", "· å & ä"])
    converter = ContentstateConverter(RECORD_TEXT_FEATURES)
    saved = converter.to_database_format(converter.from_database_format(markup))
    assert saved != markup
    assert comparable(saved) == comparable(markup)
