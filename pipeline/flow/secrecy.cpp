#include "pipeline/flow/secrecy.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/flow/covered_words.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/competence.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace docket::flow {

namespace {

using review::MatterClass;

constexpr std::size_t shortest_reason = 6; // bytes: two Han characters

struct Register {
    review::Organs organs;
    std::vector<review::Person> people;
};
Result<Register> load_register(const Tools& tools) {
    Register out;
    DOCKET_TRY(auto organs, tools.directory.organs());
    DOCKET_TRY(out.organs, review::Organs::make(std::move(organs)));
    DOCKET_TRY(out.people, tools.directory.people());
    return out;
}

Result<review::Accused> accused_of(const json::Value& said, const Register& there) {
    review::Accused out{said.text_at("name"), said.text_at("organ"), said.text_at("person")};
    if (!out.person.empty()) {
        const auto known = std::ranges::find(there.people, out.person, &review::Person::id);
        if (known == there.people.end())
            return fail(Kind::invalid, "matter.accused_unknown",
                        "人员名册中没有所选的被检举控告人，请重新选择。");
        if (out.organ.empty()) out.organ = known->organ;
        if (out.name.empty()) out.name = known->name;
    }
    if (!out.organ.empty() && there.organs.find(out.organ) == nullptr)
        return fail(Kind::invalid, "matter.accused_unknown",
                    "机关名录中没有所选的被检举控告单位，请重新选择。");
    return out;
}

Result<std::vector<review::Accused>> accused_in(const json::Value& input, const Register& there) {
    std::vector<review::Accused> out;
    for (const auto& one : input.array_at("accused")) {
        DOCKET_TRY(auto accused, accused_of(one, there));
        if (accused.name.empty() && accused.organ.empty()) continue;
        if (std::ranges::find(out, accused) == out.end()) out.push_back(std::move(accused));
    }
    return out;
}

// A case that nobody may work on would be lost.
bool somebody_is_left(const review::Case& c, const Register& there) {
    return std::ranges::any_of(there.people, [&](const review::Person& person) {
        return person.role == review::Role::clerk &&
               !review::bound_to(review::ties_of(person, there.organs, there.people), c);
    });
}

constexpr const char *the_informant = "检举控告人", *kept_back = "（依法保密）";

CoveredWords informants_of(const review::Case& c) {
    CoveredWords out;
    for (const auto& one : c.applicants) {
        out.add(one.name, the_informant);
        for (const auto* told : {&one.id_number, &one.phone, &one.address}) out.add(*told, kept_back);
    }
    for (const auto& one : c.mandates) { // who speaks for an informant tells who it is
        out.add(one.name, the_informant);
        for (const auto* told : {&one.id_number, &one.phone}) out.add(*told, kept_back);
    }
    return out;
}

} // namespace

Result<Reader> reader_of(const review::Person& person, const Tools& tools) {
    const Veil lifted; // asked under a veil, what is kept would not be known of
    DOCKET_TRY(const bool any, tools.cases.keeps_any());
    if (!any) return Reader{{person}};
    DOCKET_TRY(const auto there, load_register(tools));
    Reader out{review::ties_of(person, there.organs, there.people)};
    DOCKET_TRY(out.veil, tools.cases.kept_from(review::keys_of(out.ties)));
    return out;
}

Failure no_such_case(std::string_view number) {
    return fail(Kind::not_found, "case.unknown", "no case has the number " + std::string(number));
}

bool tells_of_a_report(std::string_view text) {
    return std::ranges::any_of(std::array<std::string_view, 4>{"检举", "举报", "控告", "揭发"},
                               [&](auto word) { return text.find(word) != std::string_view::npos; });
}

Result<bool> classify(review::Case& c, const json::Value& input, const Tools& tools) {
    const bool says_class = input.at("matter").string() != nullptr;
    const bool says_accused = input.at("accused").array() != nullptr;
    if (!says_class && !says_accused) return false;
    DOCKET_TRY(const auto there, load_register(tools));
    auto after = c;
    if (says_class) {
        DOCKET_TRY(after.matter, review::parse_matter_class(input.text_at("matter")));
    }
    if (says_accused) {
        DOCKET_TRY(after.accused, accused_in(input, there));
    }
    const bool is_report = after.matter == MatterClass::report;
    if (!is_report) after.accused.clear();
    if (after.matter == c.matter && after.accused == c.accused) return false;
    if (is_report && after.accused.empty())
        return fail(Kind::invalid, "matter.accused_missing",
                    "请写明检举控告的是谁：人员姓名、所在单位，或者单位名称（accused）。");
    if (c.matter == MatterClass::report && !is_report && input.text_at("reason").size() < shortest_reason)
        return fail(Kind::invalid, "act.reason_missing", "不再作为检举控告件的，请写明理由（reason）。");
    if (is_report && !somebody_is_left(after, there))
        return fail(
            Kind::conflict, "matter.nobody_left",
            "这样标明后本机关没有经办人可以办理本件：请先由管理员登记一位不属于被检举控告单位的经办人，"
            "或者将来件移送上级机关、纪检监察机关。");
    if (after.matter_salt.empty()) after.matter_salt = sha256(std::to_string(tools.random.next())).hex();
    c = std::move(after);
    return true;
}

review::EventDraft classified(const review::Case& c, std::string_view actor, const Tools& tools) {
    auto event = event_now(tools, subject_of(c), review::matter_event, actor);
    event.from = event.to = review::name(c.current().stage);
    event.basis = "《信访工作条例》第二十九条至第三十一条";
    event.text = review::accusation(c);
    event.detail = json::dump(json::Object{});
    return event;
}

json::Value without_matter(const json::Value& input) {
    json::Object out;
    if (const auto* said = input.object())
        for (const auto& [key, value] : said->members())
            if (key != "matter" && key != "accused") out.set(key, value);
    return out;
}

Result<review::Case> set_matter(std::string_view number, std::string_view actor, std::int64_t version,
                                const json::Value& input, const Tools& tools) {
    DOCKET_TRY(auto c, tools.cases.load(number));
    DOCKET_TRY(const auto person, tools.directory.person(actor));
    DOCKET_TRY(const auto reader, reader_of(person, tools));
    if (review::kept_from(reader.ties, c)) return no_such_case(number);
    if (person.role != review::Role::clerk)
        return fail(Kind::forbidden, "act.wrong_role", "标明事项类别属于经办人的职责。");
    if (c.version != version)
        return fail(Kind::conflict, "case.stale", "刚刚有人处理过 " + c.number + "，请看过改动后再决定。");
    if (c.current().stage == review::Stage::archived)
        return fail(Kind::conflict, "matter.closed", "本件已经归档，不能再改事项类别。");
    const auto before = c.version;
    DOCKET_TRY(const bool changed, classify(c, input, tools));
    if (!changed) return c;
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(tools.cases.save(tx, c, before));
        DOCKET_CHECK(tools.record.append(tx, classified(c, person.id, tools)));
        return {};
    }));
    return c;
}

Result<outputs::Document> without_informant(const outputs::Document& document, const review::Case& c) {
    auto bare = document;
    bare.query_code.clear();           // whoever holds it is taken for the petitioner
    for (auto& party : bare.parties) { // who speaks for an informant tells who it is
        const auto role = party.role;
        party = {};
        party.role = role;
        party.name = the_informant;
    }
    const auto words = informants_of(c);
    return outputs::from_json(with_texts(outputs::to_json(bare), [&](const std::string& text) {
        return encode_utf8(words.cover(code_points(text)));
    }));
}

Result<bool> holds_what_is_kept(const Arrival& arrival, const Tools& tools) {
    if (Veil::now().empty()) return false;
    std::set<std::int64_t> files{arrival.id};
    DOCKET_TRY(const auto pages, tools.pages.of(arrival.id));
    for (const auto& page : pages) files.insert(page.file);
    const auto count = [&]() -> Result<std::size_t> {
        DOCKET_TRY(const auto alike, tools.arrivals.with_original(arrival.original));
        auto n = alike.size();
        for (const auto file : files) {
            DOCKET_TRY(const auto there, tools.pages.of_file(file));
            n += there.size();
        }
        return n;
    };
    DOCKET_TRY(const auto seen, count());
    const Veil whole;
    DOCKET_TRY(const auto all, count());
    return seen != all;
}

} // namespace docket::flow
