// pipeline/http/openapi.json and the table of routes say the same.
#include "pipeline/http/route.hpp"
#include "pipeline/json/json.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace docket::http {
namespace {

json::Value openapi() {
    std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/pipeline/http/openapi.json");
    return json::parse(std::string(std::istreambuf_iterator<char>(in), {})).value();
}

struct Said {
    std::string place; // "get /cases/{case}"
    std::set<std::string> roles, path_values;
    std::string body; // media type; empty where none
    bool wants_key = false;
    friend bool operator==(const Said&, const Said&) = default;
    friend void PrintTo(const Said& said, std::ostream* out) {
        *out << said.place << " body=" << said.body << " key=" << said.wants_key << " roles:";
        for (const auto& role : said.roles) *out << ' ' << role;
    }
};

std::map<std::string, Said> documented() {
    std::map<std::string, Said> out;
    const auto api = openapi();
    for (const auto& [path, methods] : api.at("paths").object()->members())
        for (const auto& [method, operation] : methods.object()->members()) {
            Said said;
            said.place = method + " " + path;
            for (const auto& role : operation.array_at("x-roles")) said.roles.insert(*role.string());
            for (const auto& one : operation.array_at("parameters")) {
                if (one.text_at("in") == "path") said.path_values.insert(one.text_at("name"));
                said.wants_key = said.wants_key || one.text_at("name") == "Idempotency-Key";
            }
            if (const auto* content = operation.at("requestBody").at("content").object())
                said.body = content->members().front().first;
            const auto name = operation.text_at("operationId");
            EXPECT_TRUE(out.emplace(name, said).second) << name << " is there twice";
        }
    return out;
}

std::set<std::string> roles_of(Who who) {
    if (who == anyone) return {"anyone"};
    const std::map<Who, std::string> all{{mailroom, "mailroom"}, {clerk, "clerk"},
                                         {lawyer, "lawyer"},     {leader, "leader"},
                                         {auditor, "auditor"},   {administrator, "administrator"}};
    std::set<std::string> out;
    for (const auto& [bit, name] : all)
        if ((who & bit) != 0) out.insert(name);
    return out;
}

Said said_by(const Route& route) {
    const std::map<Method, std::string> methods{
        {Method::get, "get"}, {Method::post, "post"}, {Method::put, "put"}, {Method::del, "delete"}};
    const std::map<Takes, std::string> bodies{
        {Takes::nothing, ""}, {Takes::json, "application/json"}, {Takes::file, "application/octet-stream"}};
    Said said{methods.at(route.method) + " " + std::string(route.path),
              roles_of(route.who),
              {},
              bodies.at(route.takes),
              route.once};
    for (std::size_t at = route.path.find('{'); at != std::string_view::npos;
         at = route.path.find('{', at + 1))
        said.path_values.emplace(route.path.substr(at + 1, route.path.find('}', at) - at - 1));
    return said;
}

TEST(OpenApi, Describes_every_route_as_the_table_has_it_and_no_other) {
    auto left = documented();
    for (const auto& route : routes()) {
        const auto found = left.find(std::string(route.name));
        ASSERT_NE(found, left.end()) << route.name << " is not described";
        EXPECT_EQ(found->second, said_by(route));
        left.erase(found);
    }
    for (const auto& [name, said] : left)
        ADD_FAILURE() << name << " is described, but there is no such route";
}

TEST(OpenApi, Refers_to_nothing_that_is_not_there) {
    const auto api = openapi();
    const auto text = json::dump(api);
    constexpr std::string_view mark = "\"$ref\":\"#/components/schemas/";
    int refs = 0;
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1), ++refs) {
        const auto name = text.substr(at + mark.size(), text.find('"', at + mark.size()) - at - mark.size());
        EXPECT_FALSE(api.at("components").at("schemas").at(name).is_null()) << name;
    }
    EXPECT_GT(refs, 0);
}

TEST(Routes, That_take_a_body_say_how_large_and_those_that_take_none_take_none) {
    for (const auto& route : routes()) EXPECT_EQ(route.most > 0, route.takes != Takes::nothing) << route.name;
}

TEST(Routes, About_a_case_an_arrival_a_page_or_a_batch_have_it_in_their_path) {
    for (const auto& route : routes()) {
        const auto named = said_by(route).path_values;
        const bool has = named.contains("case") || named.contains("arrival") || named.contains("page") ||
                         named.contains("batch");
        EXPECT_EQ(route.about != About::nothing, has) << route.name << ": need to know would not be asked";
    }
}

} // namespace
} // namespace docket::http
