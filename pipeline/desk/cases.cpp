// The register and one case of it.
#include "ocr/page_json.hpp"
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/days.hpp"
#include "pipeline/desk/declining.hpp"
#include "pipeline/desk/duplicates.hpp"
#include "pipeline/desk/findings.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/desk/looking_back.hpp"
#include "pipeline/desk/notices.hpp"
#include "pipeline/desk/party_views.hpp"
#include "pipeline/desk/search_parts.hpp"
#include "pipeline/desk/slips.hpp"
#include "pipeline/desk/urgency.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/rounds.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

constexpr int most_rows = 100;

std::string fresh_id(Random& random) {
    return sha256(std::to_string(random.next()) + "/" + std::to_string(random.next())).hex().substr(0, 32);
}

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// The case's own events and those of the letter it came from, in order of their number.
Result<std::vector<review::Event>> whole_record(const Desk& desk, const review::Case& c) {
    DOCKET_TRY(auto events, desk.tools.record.of(flow::subject_of(c)));
    if (c.arrival != 0) {
        DOCKET_TRY(auto before, desk.tools.record.of("arrival:" + std::to_string(c.arrival)));
        events.insert(events.end(), before.begin(), before.end());
        std::ranges::sort(events, {}, &review::Event::n);
    }
    return events;
}

// What the letter's words make likely is offered; a person decides it.
json::Object matter_view(const review::Case& c, const People& people) {
    json::Array accused;
    for (const auto& one : c.accused) {
        json::Object shown{{"name", one.name}, {"organ", one.organ}, {"person", one.person}};
        if (!one.organ.empty()) shown.set("organ_name", people.organ_name(one.organ));
        accused.emplace_back(std::move(shown));
    }
    json::Object out{{"class", review::name(c.matter)}, {"accused", std::move(accused)}};
    const bool told = std::ranges::any_of(c.claims, flow::tells_of_a_report);
    return out.set("proposed", c.matter == review::MatterClass::undecided && told
                                   ? review::name(review::MatterClass::report)
                                   : "");
}

// Who accepts puts right what was read, and who registers service names the recipient.
bool may_write_names(const json::Array& acts) {
    return std::ranges::any_of(acts, [](const json::Value& act) {
        const auto name = act.text_at("act");
        return act.bool_at("allowed") &&
               (name == review::name(review::Act::accept) || name == review::name(review::Act::serve) ||
                name == review::name(review::Act::serve_notice));
    });
}
bool may_decline(const json::Array& acts) {
    return std::ranges::any_of(acts, [](const json::Value& act) {
        return act.bool_at("allowed") && act.text_at("act") == review::name(review::Act::decline);
    });
}

} // namespace

Result<json::Value> search(const Desk& desk, const Person& person, const std::string& words) {
    Search search{fresh_id(desk.tools.random), trimmed(words), person.id, desk.tools.clock.now()};
    if (search.words.empty())
        return fail(Kind::invalid, "search.empty", "请输入姓名、编号、文号或事项中的字词。");
    if (search.words.size() > 200)
        return fail(Kind::invalid, "search.too_long", "搜索内容过长，请缩短到六十个字以内。");
    DOCKET_TRY(const auto total, count_found(desk, person, search.words));
    DOCKET_CHECK(desk.searches.keep(search, search.at - a_working_day));
    return json::Value(json::Object{{"id", search.id}, {"total", total}});
}

Result<json::Value> cases(const Desk& desk, const Person& person, CasesWanted wanted) {
    auto& query = wanted.query;
    const auto today = desk.tools.today();
    if (!wanted.search.empty()) {
        DOCKET_TRY(query.words,
                   desk.searches.words(wanted.search, person.id, desk.tools.clock.now() - a_working_day));
    }
    if (wanted.mine) query.drafter = person.id;
    if (wanted.due == "overdue") query.due_until = plus_days(today, -1);
    if (wanted.due == "week") query.due_from = today, query.due_until = plus_days(today, 7);
    if (wanted.due == "open") query.open = true;
    query.limit = std::clamp(query.limit, 1, most_rows);
    query.offset = std::max(query.offset, 0);
    return looking(desk.tools.work, [&]() -> Result<json::Value> {
        DOCKET_TRY(const auto people, People::load(desk.tools));
        DOCKET_TRY(const auto page, desk.lists.cases(query));
        DOCKET_TRY(const auto found, desk.tools.cases.load_these(page.numbers));
        DOCKET_TRY(const auto links, links_of(desk, person, found));
        json::Array rows;
        for (const auto& c : found) {
            auto row = case_row(desk, c, people);
            if (const auto link = links.find(c.number); link != links.end()) row.set("linked", link->second);
            rows.emplace_back(std::move(row));
        }
        return json::Value(json::Object{{"rows", std::move(rows)}, {"total", page.total}});
    });
}

Result<json::Value> case_view(const Desk& desk, const Person& person, const std::string& number) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(auto events, whole_record(desk, c));
    DOCKET_CHECK(hide_links(desk, person, events));
    DOCKET_TRY(const auto links, links_of(desk, person, {c}));
    DOCKET_TRY(auto acts, act_views(desk, person, c, people));
    DOCKET_TRY(auto found, finding_views(desk, c, people));
    const bool declinable = may_decline(acts);
    json::Array claims, rounds;
    for (const auto& claim : c.claims) claims.emplace_back(claim);
    for (const auto& round : c.rounds) rounds.emplace_back(round_view(c, round, people));
    json::Object out{{"number", c.number},
                     {"version", c.version},
                     {"kind", review::name(c.kind)},
                     {"kind_word", word_of(kind_words(), review::name(c.kind))},
                     {"received", iso(c.received)},
                     {"stage", review::name(c.current().stage)},
                     {"stage_word", review::chinese(c.current().stage)},
                     {"applicants", applicant_views(c, may_write_names(acts))},
                     {"anonymous", c.anonymous},
                     {"petitioners", c.petitioners},
                     {"mandates", mandate_views(c, desk.tools.today(), may_write_names(acts))},
                     {"marks", party_marks(c, desk.tools.office)},
                     {"warnings", party_warnings(c, desk.tools.today(), desk.tools.office)},
                     {"matter", matter_view(c, people)},
                     {"claims", std::move(claims)},
                     {"rounds", std::move(rounds)},
                     {"deadlines", deadline_views(desk, c)},
                     {"events", event_views(events, people)},
                     {"documents", document_views(c, events)},
                     {"notices", notice_views(c, people)},
                     {"acts", std::move(acts)},
                     {"duties", duty_views(desk, c, people)},
                     {"findings", std::move(found)}};
    if (const auto owed = review::owed_after(c); !owed.empty()) out.set("owed", owed);
    // Whoever holds it is taken for the petitioner.
    if (person.role == review::Role::clerk && c.query_code) out.set("query_code", c.query_code->printed());
    if (declinable) out.set("declining", declining_view(desk, c));
    if (auto urgent = urgency_view(c, people)) out.set("urgency", *std::move(urgent));
    DOCKET_TRY(auto slips, slip_views(desk, c));
    if (!slips.empty()) out.set("slips", std::move(slips));
    if (const auto link = links.find(c.number); link != links.end()) out.set("linked", link->second);
    if (c.arrival == 0) return json::Value(std::move(out.set("pages", json::Array{})));
    DOCKET_TRY(const auto letter, load_letter(desk, c.arrival));
    out.set("arrival", arrival_name(c.arrival)).set("pages", page_views(letter));
    return json::Value(std::move(out));
}

Result<PagePicture> page_picture(const Desk& desk, const Person& person, std::int64_t id, PictureSize size) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto page, tools.pages.load(id));
    PictureWish wish;
    wish.image = page.image;
    wish.dpi = page.dpi;
    wish.size = size;
    DOCKET_TRY(const auto digest, Digest::from_hex(page.image));
    DOCKET_TRY(wish.file, tools.blobs.path(digest));
    if (!page.reading.empty()) {
        DOCKET_TRY(const auto stored, flow::get_json(tools.blobs, page.reading));
        DOCKET_TRY(const auto text, ocr::page_of(stored));
        wish.turned = text.turned;
    }
    wish.turned = (wish.turned + page.rotated) % 360;
    if (person.role == review::Role::lawyer)
        wish.watermark = person.name + " " + person.firm + " " + china.text(tools.clock.now()).substr(0, 16);
    PagePicture out;
    DOCKET_TRY(out.jpeg, desk.pictures.jpeg(wish));
    if (wish.watermark.empty())
        out.tag = page.image.substr(0, 16) + "-" + std::to_string(wish.turned) + "-" +
                  std::to_string(static_cast<int>(size));
    return out;
}

} // namespace docket::desk
