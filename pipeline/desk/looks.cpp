// Who looked at what of a petitioner: shown field by field, and never without its line in the record.
#include "pipeline/desk/desk.hpp"
#include "pipeline/desk/mask.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace docket::desk {

namespace {

struct Shown {
    std::string_view name;
    std::string review::Applicant::*value;
};
constexpr std::array shown{
    Shown{"name", &review::Applicant::name}, Shown{"id_number", &review::Applicant::id_number},
    Shown{"phone", &review::Applicant::phone}, Shown{"address", &review::Applicant::address}};

} // namespace

Result<json::Value> look(const Desk& desk, const Person& person, const std::string& number,
                         const json::Value& input) {
    const auto& tools = desk.tools;
    DOCKET_TRY(const auto c, tools.cases.load(number));
    const auto n = input.int_at("applicant");
    const auto field = std::ranges::find(shown, input.text_at("field"), &Shown::name);
    if (n < 1 || n > static_cast<std::int64_t>(c.applicants.size()) || field == shown.end())
        return fail(Kind::invalid, "look.field_unknown", "没有这一项信访人信息，请刷新页面后重试。");
    const auto& applicant = c.applicants[static_cast<std::size_t>(n - 1)];
    // Its own subject: whoever reads the case's timeline is not told who read it, the auditor is.
    auto event = flow::event_now(tools, "seen:" + c.number, "look", person.id);
    event.detail = json::dump(json::Object{{"applicant", n}, {"field", std::string(field->name)}});
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(tools.record.append(tx, event));
        return {};
    }));
    return json::Value(json::Object{{"value", std::string(applicant.*(field->value))}});
}

} // namespace docket::desk
