// Documents as pages, for eyes.
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/drafts.hpp"
#include "pipeline/desk/notices.hpp"
#include "pipeline/flow/writing.hpp"

namespace docket::desk {

namespace {

struct Shown {
    outputs::Document document;
    std::string text; // digest of what was decided on
};

// As this person may see it: a lawyer's copy is masked.
Result<Shown> shown(const Desk& desk, const Person& person, const review::Case& c, const std::string& key) {
    DOCKET_TRY(auto kept, kept_document(desk, c, key));
    const bool opinion = key == "draft" || key == "opinion";
    Shown out{std::move(kept.document), opinion ? c.last_issued().draft_text : ""};
    if (person.role == review::Role::lawyer) {
        DOCKET_TRY(out.document, masked(out.document, Mask::of(c)));
    }
    return out;
}

std::string watermark(const Desk& desk, const Person& person) {
    if (person.role != review::Role::lawyer) return "";
    return person.name + " " + person.firm + " " + china.text(desk.tools.clock.now()).substr(0, 16);
}

} // namespace

Result<json::Value> document(const Desk& desk, const Person& person, const std::string& number,
                             const std::string& key) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    DOCKET_TRY(const auto what, shown(desk, person, c, key));
    DOCKET_TRY(const auto drawing, desk.drawer.draw(what.document));
    DOCKET_TRY(const auto title, desk.tools.writer.title(what.document));
    return json::Value(json::Object{{"title", title},
                                    {"number", what.document.number},
                                    {"text", what.text},
                                    {"pages", drawing->pages()},
                                    {"width_mm", drawing->width_mm()},
                                    {"height_mm", drawing->height_mm()}});
}

Result<Bytes> document_page(const Desk& desk, const Person& person, const std::string& number,
                            const std::string& key, int n) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    DOCKET_TRY(const auto what, shown(desk, person, c, key));
    DOCKET_TRY(const auto drawing, desk.drawer.draw(what.document));
    return drawing->png(n, watermark(desk, person));
}

Result<std::filesystem::path> document_pdf(const Desk& desk, const std::string& number,
                                           const std::string& key) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    std::string pdf = key == "opinion" ? c.last_issued().issued_pdf : "";
    if (const auto* notice = notice_of(c, key)) pdf = notice->pdf;
    if (key == earlier_notice) {
        DOCKET_TRY(const auto events, desk.tools.record.of(flow::subject_of(c)));
        if (const auto* writing = earlier_writing(c, events)) pdf = writing->text;
    }
    if (pdf.empty()) return fail(Kind::not_found, "document.not_written", "这份文书还没有生成PDF。");
    DOCKET_TRY(const auto digest, Digest::from_hex(pdf));
    return desk.tools.blobs.path(digest);
}

} // namespace docket::desk
