// Who looked at what of a petitioner: shown field by field, and never without its line in the record.
#include "pipeline/desk/desk.hpp"
#include "pipeline/desk/mask.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace docket::desk {

namespace {

struct PersonalField {
    std::string_view name;
    std::string review::Applicant::*value;
};
constexpr std::array personal_fields{PersonalField{"name", &review::Applicant::name},
                                     PersonalField{"id_number", &review::Applicant::id_number},
                                     PersonalField{"phone", &review::Applicant::phone},
                                     PersonalField{"address", &review::Applicant::address}};

std::string ending_of(const std::string& media) {
    if (media == "image/jpeg") return ".jpg";
    if (media == "image/png") return ".png";
    if (media == "image/tiff") return ".tif";
    return media == "application/pdf" ? ".pdf" : ".bin";
}

Result<std::string> blob_of(const flow::Tools& tools, const flow::Arrival& arrival, LetterFile which) {
    if (which == LetterFile::original) {
        if (!arrival.original.empty()) return arrival.original;
        return fail(Kind::not_found, "arrival.not_kept", "这个来件的原文件超过限度，未曾收存。");
    }
    DOCKET_TRY(const auto copy, tools.archive_copies.of(arrival.id));
    if (copy) return copy->blob;
    return fail(Kind::not_found, "archive.not_written", "归档副本还没有生成：全部页面识读后自动生成。");
}

// Its own subject: whoever reads the timeline is not told who looked, the auditor is.
Result<void> note(const flow::Tools& tools, const std::string& subject, const Person& person,
                  json::Object detail) {
    auto event = flow::event_now(tools, "seen:" + subject, "look", person.id);
    event.detail = json::dump(std::move(detail));
    return tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(tools.record.append(tx, event));
        return {};
    });
}

} // namespace

Result<NamedFile> letter_file(const flow::Tools& tools, const Person& person, std::int64_t id,
                              LetterFile which) {
    DOCKET_TRY(const auto arrival, tools.arrivals.load(id));
    if (which == LetterFile::original) {
        DOCKET_TRY(const bool kept, flow::holds_what_is_kept(arrival, tools));
        if (kept)
            return fail(Kind::not_found, "arrival.unknown", "没有编号为 " + arrival_name(id) + " 的来件。");
    }
    DOCKET_TRY(const auto blob, blob_of(tools, arrival, which));
    DOCKET_TRY(const auto digest, Digest::from_hex(blob));
    DOCKET_TRY(auto path, tools.blobs.path(digest));
    const bool original = which == LetterFile::original;
    DOCKET_CHECK(note(tools, flow::subject_of(arrival), person,
                      {{"file", original ? "original" : "archive_copy"}, {"digest", blob}}));
    return NamedFile{std::move(path), original ? arrival_name(id) + ending_of(arrival.media)
                                               : arrival_name(id) + "-archive.pdf"};
}

Result<json::Value> look(const Desk& desk, const Person& person, const std::string& number,
                         const json::Value& input) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto c, tools.cases.load(number));
    const auto n = input.int_at("applicant");
    const auto field = std::ranges::find(personal_fields, input.text_at("field"), &PersonalField::name);
    if (n < 1 || n > static_cast<std::int64_t>(c.applicants.size()) || field == personal_fields.end())
        return fail(Kind::invalid, "look.field_unknown", "没有这一项信访人信息，请刷新页面后重试。");
    const auto& applicant = c.applicants[static_cast<std::size_t>(n - 1)];
    DOCKET_CHECK(note(tools, c.number, person, {{"applicant", n}, {"field", std::string(field->name)}}));
    return json::Value(json::Object{{"value", std::string(applicant.*(field->value))}});
}

} // namespace docket::desk
