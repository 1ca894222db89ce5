#include "pipeline/desk/portraits.hpp"

#include "pipeline/base/utf8.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

// What the petitioner wrote stands at the beginning; behind it lie opinions and copies of others.
constexpr std::size_t pages_of_words = 6;

std::vector<const flow::Page*> written_pages(const Letter& letter) {
    std::vector<const flow::Page*> out;
    for (const auto& page : letter.pages)
        if (page.kind == flow::SheetKind::page && out.size() < pages_of_words) out.push_back(&page);
    return out;
}

// A part that lies on a page and in no box of it is the page's own text.
bool is_text_of(const SearchPart& part, const flow::Page& page) {
    return part.page == page.n && part.box.empty();
}

} // namespace

review::likeness::Portrait portrait_of(const SearchSource& source) {
    review::likeness::Sitter sitter;
    const auto& c = *source.c;
    sitter.kind = c.kind;
    sitter.received = c.received;
    sitter.applicants = c.applicants;
    for (const auto& one : c.accused)
        if (!one.name.empty()) sitter.accused.push_back(one.name);
    sitter.claims = c.claims;
    if (source.letter)
        for (const auto* page : written_pages(*source.letter)) {
            sitter.pictures.push_back(page->image);
            for (const auto& part : source.parts)
                if (is_text_of(part, *page)) sitter.words += encode_utf8(part.text) + "\n";
        }
    return review::likeness::portray(sitter);
}

Result<review::likeness::Portrait> portrait_of(const Desk& desk, const review::Case& c,
                                               const People& people) {
    DOCKET_TRY(auto hung, desk.portraits.of(c.number));
    if (hung) return *std::move(hung);
    const auto subject = parse_subject(c.arrival != 0 ? letter_subject(c.arrival) : case_subject(c.number));
    DOCKET_TRY(auto source, load_source(desk, subject, people, Wanted::words));
    if (!source) source.emplace();
    source->c = c;
    return portrait_of(*source);
}

} // namespace docket::desk
