# Our own HTML (descriptor 0) to a tagged PDF (descriptor 3), by WeasyPrint. Started by guildhall-document only.
#
# WeasyPrint 57.2 writes PDF/UA-1, and calls its own tags an experiment: they are nested, borders and page numbers are content, pictures have
# no words, table headings no scope. So the tags are made here: each run of text and each picture is marked once, under its HTML element;
# everything else is an artifact; the tree of tags is the tree of elements, in their order.
import sys

import pydyf
import weasyprint
from weasyprint import draw
from weasyprint.pdf import VARIANTS, stream as pdf_stream
from weasyprint.pdf.metadata import add_metadata
from weasyprint.text import fonts

TAGS = {'article': 'Art', 'section': 'Sect', 'blockquote': 'BlockQuote', 'p': 'P', 'ul': 'L', 'ol': 'L', 'li': 'LI', 'table': 'Table',
        'caption': 'Caption', 'tr': 'TR', 'th': 'TH', 'td': 'TD', 'thead': 'THead', 'tbody': 'TBody', 'tfoot': 'TFoot', 'a': 'Link',
        'img': 'Figure', 'svg': 'Figure', 'h1': 'H1', 'h2': 'H2', 'h3': 'H3', 'h4': 'H4', 'h5': 'H5', 'h6': 'H6'}
INLINE = {'span', 'strong', 'em', 'b', 'i', 'label', 'small', 'code'}
TRANSPARENT = {'html', 'body'}


def refuse_to_fetch(url, *_, **__):
    raise ValueError('nothing is fetched')


def words_for(element):
    """What a picture says; nothing: it is for the eye alone."""
    return (element.get('aria-label') or element.get('alt') or '').strip()


class Marks:
    """What was marked while pages were painted: (page, number, element, is a list's marker), and links."""

    def __init__(self):
        self.streams, self.marks, self.links, self.artifacts = [], [], [], 0

    def page(self, stream):
        if stream not in self.streams:
            self.streams.append(stream)
        return self.streams.index(stream)

    def content(self, stream, element, marker=False):
        page = self.page(stream)
        number = sum(1 for mark in self.marks if mark[0] == page)
        self.marks.append((page, number, element, marker))
        tag = 'Lbl' if marker else tag_of(element)
        pydyf.Stream.begin_marked_content(stream, tag, pydyf.Dictionary({'MCID': number}))


marks = Marks()


def tag_of(element):
    name = element.tag.rpartition('}')[2]  # that of a drawing has its namespace before it
    return TAGS.get(name, 'Span' if name in INLINE else 'Div')


def as_artifact(paint):
    def painting(stream, *args, **kwargs):
        if marks.artifacts == 0:
            pydyf.Stream.begin_marked_content(stream, 'Artifact')
        marks.artifacts += 1
        paint(stream, *args, **kwargs)
        marks.artifacts -= 1
        if marks.artifacts == 0:
            pydyf.Stream.end_marked_content(stream)
    return painting


def as_content(paint, box_at):
    as_decoration = as_artifact(paint)

    def painting(stream, *args, **kwargs):
        box = args[box_at]
        is_picture = box_at == 0 and not hasattr(box, 'pango_layout')
        if box.element is None or (is_picture and not words_for(box.element)):
            return as_decoration(stream, *args, **kwargs)
        marks.content(stream, box.element, str(box.element_tag).endswith('::marker'))
        paint(stream, *args, **kwargs)
        pydyf.Stream.end_marked_content(stream)
    return painting


def watch_links(paint):
    def painting(stream, page, box, *args, **kwargs):
        annotation = getattr(box, 'link_annotation', None)
        if annotation is not None:
            marks.links.append((marks.page(stream), box.element, annotation))
        paint(stream, page, box, *args, **kwargs)
    return painting


class Tree:
    def __init__(self, pdf, root):
        self.pdf, self.made, self.kids = pdf, {}, {}
        self.order = {element: place for place, element in enumerate(root.iter())}
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.root = self.new('StructTreeRoot', Type='/StructTreeRoot')
        self.document = self.new('Document', S='/Document', P=self.root.reference)
        self.root['K'] = pydyf.Array([self.document.reference])
        self.in_order = []

    def new(self, _, **entries):
        thing = pydyf.Dictionary({'Type': '/StructElem', **entries})
        self.pdf.add_object(thing)
        self.kids[id(thing)] = []
        return thing

    def child(self, parent, tag):
        thing = self.new(tag, S=f'/{tag}', P=parent.reference)
        return thing

    def put(self, parent, kid, place=None):
        """At its place among the elements beside it; text stays where it was painted."""
        kids = self.kids[id(parent)]
        at = len(kids)
        if place is not None:
            while at > 0 and kids[at - 1][1] is not None and kids[at - 1][1] > place:
                at -= 1
        kids.insert(at, (kid, place))

    def of(self, element):
        """Where an element's own content goes."""
        while element is not None and element.tag in TRANSPARENT:
            element = self.parents.get(element)
        if element is None:
            return self.document
        if element in self.made:
            return self.made[element]
        parent = self.of(self.parents.get(element))
        tag = tag_of(element)
        thing = self.child(parent, tag)
        self.put(parent, thing.reference, self.order[element])
        self.describe(thing, element, tag)
        if tag == 'LI':
            body = self.child(thing, 'LBody')
            self.put(thing, body.reference, 1)
            self.made[element, 'Lbl'] = thing
            thing = body
        self.made[element] = thing
        return thing

    def describe(self, thing, element, tag):
        if element.get('lang'):
            thing['Lang'] = pydyf.String(element.get('lang'))
        if tag == 'Figure':
            thing['Alt'] = pydyf.String(words_for(element))
        if tag == 'L':
            numbering = element.get('data-numbering') or ('Decimal' if element.tag == 'ol' else 'Disc')
            thing['A'] = pydyf.Dictionary({'O': '/List', 'ListNumbering': f'/{numbering}'})
        if tag in ('TH', 'TD'):
            table = {'O': '/Table'}
            if tag == 'TH':
                table['Scope'] = '/Row' if element.get('scope') == 'row' else '/Column'
            for name, key in (('colspan', 'ColSpan'), ('rowspan', 'RowSpan')):
                if element.get(name, '1').isdigit() and int(element.get(name, '1')) > 1:
                    table[key] = int(element.get(name))
            if len(table) > 1:
                thing['A'] = pydyf.Dictionary(table)

    def label_of(self, element):
        self.of(element)
        item = self.made[element, 'Lbl']
        if (element, 'label') not in self.made:
            label = self.child(item, 'Lbl')
            self.put(item, label.reference, 0)
            self.kids[id(item)].sort(key=lambda kid: kid[1])
            self.made[element, 'label'] = label
        return self.made[element, 'label']

    def finish(self):
        for thing in list(self.made.values()) + [self.document]:
            if 'K' not in thing and isinstance(thing, pydyf.Dictionary):
                thing['K'] = pydyf.Array([kid for kid, _ in self.kids[id(thing)]])


def write_tags(pdf, metadata, document, page_streams):
    root = document._html.etree_element
    tree = Tree(pdf, root)
    by_page = {number: [] for number in range(len(page_streams))}
    page_of = {marks.page(stream): number for number, stream in enumerate(page_streams)}
    for page, number, element, marker in marks.marks:
        page = page_of[page]
        thing = tree.label_of(element) if marker else tree.of(element)
        tree.put(thing, pydyf.Dictionary({'Type': '/MCR', 'Pg': pdf.page_references[page], 'MCID': number}))
        by_page[page].append(thing.reference)
    numbers = pydyf.Array()
    for page, things in by_page.items():
        numbers.extend([page, pydyf.Array(things)])
    for place, (page, element, annotation) in enumerate(marks.links, start=len(page_streams)):
        link = tree.of(element)
        tree.put(link, pydyf.Dictionary({'Type': '/OBJR', 'Obj': annotation.reference, 'Pg': pdf.page_references[page_of[page]]}))
        annotation['StructParent'] = place
        annotation['F'] = 4
        numbers.extend([place, link.reference])
    for cell in root.iter():
        if tag_of(cell) in ('TH', 'TD') and cell.tag in ('th', 'td'):
            tree.of(cell)  # also an empty one: rows keep their length
    tree.finish()
    parents = pydyf.Dictionary({'Nums': numbers})
    pdf.add_object(parents)
    tree.root['ParentTree'] = parents.reference
    tree.root['ParentTreeNextKey'] = len(page_streams) + len(marks.links)
    add_metadata(pdf, metadata, 'ua', version=1, conformance=None)
    pdf.catalog['StructTreeRoot'] = tree.root.reference
    pdf.catalog['ViewerPreferences'] = pydyf.Dictionary({'DisplayDocTitle': 'true'})
    pdf.catalog['MarkInfo'] = pydyf.Dictionary({'Marked': 'true'})


def print_page():
    pdf_stream.Stream.begin_marked_content = lambda *_, **__: None
    pdf_stream.Stream.end_marked_content = lambda *_: None
    for name in ('draw_background', 'draw_border', 'draw_outlines', 'draw_table', 'draw_collapsed_borders'):
        setattr(draw, name, as_artifact(getattr(draw, name)))
    draw.draw_text = as_content(draw.draw_text, 0)
    draw.draw_replacedbox = as_content(draw.draw_replacedbox, 0)
    draw.draw_inline_level = watch_links(draw.draw_inline_level)
    fonts.mkdtemp = lambda *_, **__: '/nowhere'  # for fonts that pages bring along: none does, and nothing may be written
    VARIANTS['pdf/ua-1'] = (write_tags, {'mark': True})
    page = weasyprint.HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=refuse_to_fetch, base_url=None)
    pdf = page.write_pdf(variant='pdf/ua-1')
    with open(3, 'wb', closefd=False) as out:
        out.write(pdf)
    print('ok', flush=True)


if __name__ == '__main__':
    print_page()
