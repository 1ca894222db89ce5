#include "pipeline/app/directory_import.hpp"

#include "pipeline/flow/writing.hpp"
#include "review/competence.hpp"

#include <algorithm>

namespace docket::app {

namespace {

Result<void> note(Transaction& tx, const flow::Tools& tools, const std::string& subject, const char* act,
                  json::Object detail) {
    auto event = flow::event_now(tools, subject, act);
    event.detail = json::dump(std::move(detail));
    DOCKET_CHECK(tools.record.append(tx, event));
    return {};
}

Result<review::Person> person_of(const json::Value& value) {
    review::Person person;
    person.id = value.text_at("id");
    person.name = value.text_at("name");
    person.firm = value.text_at("firm");
    DOCKET_TRY(person.role, review::parse_role(value.text_at("role")));
    person.conflicts = value.texts_at("conflicts");
    person.organ = value.text_at("organ");
    if (person.id.empty() || person.name.empty())
        return fail(Kind::invalid, "people.malformed", "每个人员都要有 id、name 和 role。");
    return person;
}

Result<review::Organ> organ_of(const json::Value& value) {
    review::Organ organ;
    organ.code = value.text_at("code");
    organ.name = value.text_at("name");
    organ.superior = value.text_at("superior");
    DOCKET_TRY(organ.kind, review::parse_organ_kind(value.text_at("kind")));
    organ.aliases = value.texts_at("aliases");
    organ.former = value.texts_at("former");
    organ.successor = value.text_at("successor");
    return organ;
}

} // namespace

Result<int> import_people(const json::Value& value, const flow::Tools& tools) {
    std::vector<review::Person> people;
    for (const auto& one : value.array_at("people")) {
        DOCKET_TRY(auto person, person_of(one));
        people.push_back(std::move(person));
    }
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        for (const auto& person : people) {
            DOCKET_CHECK(tools.directory.put(tx, person));
            DOCKET_CHECK(note(tx, tools, "person:" + person.id, "put_person",
                              {{"name", person.name}, {"role", review::name(person.role)}}));
        }
        return {};
    }));
    return static_cast<int>(people.size());
}

Result<int> import_organs(const json::Value& value, const flow::Tools& tools) {
    std::vector<review::Organ> organs;
    for (const auto& one : value.array_at("organs")) {
        DOCKET_TRY(auto organ, organ_of(one));
        organs.push_back(std::move(organ));
    }
    DOCKET_TRY(auto graph, review::Organs::make(std::move(organs)));
    auto sorted = graph.all();
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.level < b.level; });
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        for (const auto& organ : sorted) DOCKET_CHECK(tools.directory.put(tx, organ));
        return note(tx, tools, "directory:organs", "import_organs", {{"organs", sorted.size()}});
    }));
    return static_cast<int>(sorted.size());
}

} // namespace docket::app
