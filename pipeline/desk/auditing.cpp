#include "pipeline/desk/auditing.hpp"

#include "pipeline/base/veil.hpp"
#include "pipeline/desk/audit_parts.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/flow/checking.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/writing.hpp"

#include <fstream>

namespace docket::desk {

namespace {

constexpr std::int64_t most_counted = 10'000; // beyond that a list says "more than"

Result<json::Value> listed(const Desk& desk, const RecordQuery& query,
                           json::Object (*row)(const RecordLine&, const People&)) {
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto page, desk.record_lists.page(query));
    DOCKET_TRY(const auto total, desk.record_lists.count(query, most_counted + 1));
    json::Array rows;
    for (const auto& line : page.rows) rows.emplace_back(row(line, people));
    json::Object out{
        {"rows", std::move(rows)}, {"total", std::min(total, most_counted)}, {"more", total > most_counted}};
    if (page.more) out.set("next", place_of(page.rows.back()));
    return json::Value(std::move(out));
}

// Of a petitioner's particulars one field is shown for half a minute (web/src/parts/PersonCard.vue); a file
// is taken along for good.
json::Object look_row(const RecordLine& line, const People& people) {
    auto out = event_row(line, people);
    const auto detail = json::parse(line.event.detail).value_or(json::Value());
    if (const auto file = detail.text_at("file"); !file.empty()) {
        out.set("what", file == "original" ? "原件（下载）" : "归档副本（下载）");
        out.set("how_long", "已取走");
        return out;
    }
    const auto field = detail.text_at("field");
    const auto word = field == "name"      ? "姓名"
                      : field == "phone"   ? "联系电话"
                      : field == "address" ? "住址"
                                           : "身份证号码";
    out.set("what", "第" + std::to_string(detail.int_at("applicant", 1)) + "申请人 " + word);
    out.set("how_long", "至多30秒");
    return out;
}

Result<Digest> digest_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::vector<char> piece(std::size_t{1} << 16U);
    Hasher hasher;
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hasher.add(
            {reinterpret_cast<const std::uint8_t*>(piece.data()), static_cast<std::size_t>(in.gcount())});
    }
    if (in.bad()) return fail(Kind::unavailable, "blob.unavailable", file.string() + " 读不出来。");
    return hasher.finish();
}

// The text of a draft is no file by itself: it is what its document says.
Result<std::string_view> check_draft_text(const flow::Tools& tools, const review::Event& event) {
    if (kind_of(event) != "case") return std::string_view("unknown");
    const auto c = tools.cases.load(event.subject.substr(event.subject.find(':') + 1));
    if (!c) return c.error().kind == Kind::not_found ? Result<std::string_view>("unknown") : c.error();
    for (const auto& round : c->rounds) {
        if (round.draft_blob.empty() || (round.draft_text != event.text && round.signed_text != event.text))
            continue;
        DOCKET_TRY(const auto value, flow::get_json(tools.blobs, round.draft_blob));
        DOCKET_TRY(const auto document, outputs::from_json(value));
        DOCKET_TRY(const auto text, flow::binding_text(document, tools.writer));
        return std::string_view(text == event.text ? "same" : "differs");
    }
    return std::string_view("unknown"); // a version that later ones took the place of
}

// The text an event was decided on, read and digested anew: same, differs, or unknown where the register
// holds no such text (any more).
Result<std::string_view> check_text(const flow::Tools& tools, const review::Event& event) {
    const auto digest = Digest::from_hex(event.text);
    if (!digest) return std::string_view("none");
    DOCKET_TRY(const bool there, tools.blobs.has(*digest));
    if (!there) return check_draft_text(tools, event);
    DOCKET_TRY(const auto file, tools.blobs.path(*digest));
    DOCKET_TRY(const auto now, digest_of(file));
    return std::string_view(now == *digest ? "same" : "differs");
}

// The chain holds or not, whoever asks: the event before this one may be one that is kept from the auditor,
// and only its hash is looked at.
Result<std::vector<review::Event>> link_before(const flow::Tools& tools, std::int64_t n) {
    const Veil whole;
    return tools.record.since(n - 2, 1);
}

json::Object notice_view(const flow::ChainNotice& notice, const People& people) {
    json::Object out{{"standing", flow::name(notice.standing)},
                     {"checked", notice.checked},
                     {"events", notice.events},
                     {"anchors", notice.anchors},
                     {"flaws", notice.flaws},
                     {"host", notice.host},
                     {"code", notice.code}};
    if (notice.standing != flow::ChainNotice::Standing::never) {
        out.set("at", to_ms(notice.seen));
        out.set("asked_by", people.view(notice.asked_by));
    }
    if (notice.first) {
        json::Object first{
            {"kind", review::name(notice.first->kind)}, {"n", notice.first->n}, {"last", notice.first->last}};
        if (notice.first->anchored != Instant{}) first.set("anchored", to_ms(notice.first->anchored));
        out.set("first", std::move(first));
    }
    return out;
}

} // namespace

Result<json::Value> record(const Desk& desk, const RecordWanted& wanted) {
    DOCKET_TRY(const auto query, query_of(wanted));
    return listed(desk, query, event_row);
}

Result<json::Value> looks(const Desk& desk, const RecordWanted& wanted) {
    DOCKET_TRY(auto query, query_of(wanted));
    query.kind = "seen";
    query.act.clear();
    std::erase_if(query.subjects, [](const std::string& subject) { return !subject.starts_with("seen:"); });
    if (!wanted.object.empty() && query.subjects.empty()) query.subjects = {"seen:"};
    return listed(desk, query, look_row);
}

Result<json::Value> record_event(const Desk& desk, std::int64_t n) {
    DOCKET_TRY(const auto line, desk.record_lists.event(n));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto before, link_before(desk.tools, n));
    const auto& event = line.event;
    const bool first = n == 1 && event.previous == Digest{};
    const bool follows =
        first || (!before.empty() && before.front().n == n - 1 && before.front().hash == event.previous);
    DOCKET_TRY(const auto text, check_text(desk.tools, event));
    auto out = event_row(line, people);
    out.set("subject", event.subject)
        .set("seq", event.seq)
        .set("from", event.from)
        .set("to", event.to)
        .set("basis", event.basis)
        .set("particulars", particulars_of(json::parse(event.detail).value_or(json::Value())))
        .set("previous", event.previous.hex())
        .set("hash", event.hash.hex())
        .set("hash_fits", review::link(event) == event.hash)
        .set("follows", follows)
        .set("text_check", text);
    if (kind_of(event) == "case" && review::parse_act(event.act))
        out.set("receipt", "/cases/" + event.subject.substr(5) + "/receipts/" + std::to_string(n));
    return json::Value(std::move(out));
}

Result<json::Value> record_choices(const Desk& desk) {
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto choices, desk.record_lists.choices());
    json::Array actors, acts;
    for (const auto& id : choices.actors) actors.emplace_back(people.view(id));
    for (const auto& act : choices.acts)
        acts.emplace_back(
            json::Object{{"code", act}, {"word", word_of(act_words(), act)}, {"tone", "plain"}});
    return json::Value(json::Object{
        {"people", std::move(actors)}, {"acts", std::move(acts)}, {"kinds", to_json(subject_words())}});
}

Result<json::Value> chain(const Desk& desk) {
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto notice, desk.chain_board.read());
    return json::Value(notice_view(notice, people));
}

Result<json::Value> check_chain_now(const Desk& desk, const Person& person) {
    DOCKET_CHECK(flow::ask_chain_check(desk.tools, desk.chain_board, person.id));
    return chain(desk);
}

} // namespace docket::desk
