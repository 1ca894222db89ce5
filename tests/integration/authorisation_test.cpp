// Who may call what, tried for every route, every role, and what is whose: the table of authorisation.txt.
#include "pipeline/flow/batches.hpp"
#include "pipeline/http/dispatch.hpp"
#include "pipeline/http/problem.hpp"
#include "tests/integration/recording_endpoints.hpp"
#include "tests/support/http_house.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>

namespace docket::testing {
namespace {

using http::About;
using http::Method;
using review::Act;
using review::Role;
using review::Stage;

struct Expected {
    std::string own, foreign;
};
using Row = std::map<std::string, Expected>; // by role

std::map<std::string, Row> table() {
    std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/tests/integration/authorisation.txt");
    std::map<std::string, Row> out;
    std::vector<std::string> roles;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        std::string route, cell;
        words >> route;
        for (std::size_t i = 0; words >> cell; ++i) {
            if (route == "route") {
                roles.push_back(cell);
                continue;
            }
            const auto slash = cell.find('/');
            out[route][roles.at(i)] = {cell.substr(0, slash),
                                       slash == std::string::npos ? cell : cell.substr(slash + 1)};
        }
    }
    return out;
}

// What the names in a route's path stand for.
struct Matter {
    std::string number, arrival, page, batch = "B000001";
};

struct Authorisation : ::testing::Test {
    HttpHouse office;
    http::Dispatcher dispatcher{office.rooms, http::routes()};
    std::string held = office.house.register_letter(review_application(1));       // by lawyer-2
    std::string colleagues = office.house.register_letter(review_application(2)); // by lawyer-3
    int keys = 0;

    Authorisation() {
        office.house.put({"lawyer-3", "沈某（虚构）", Role::lawyer, "虚构的律师事务所", {}});
        flow::Batch batch;
        batch.uid = batch.name = "一批（虚构）";
        batch.channel = "letter";
        batch.source = "upload";
        batch.received = office.house.tools().today();
        EXPECT_EQ(flow::open_batch(batch, "mailroom-1", office.house.tools()).value().id, 1);
        for (const auto& number : {held, colleagues}) carry(office.house, number, Stage::at_counsel);
        EXPECT_EQ(tried(held, Act::claim, "lawyer-2"), "done");
        EXPECT_EQ(tried(colleagues, Act::claim, "lawyer-3"), "done");
        for (const auto* role : {"mailroom", "clerk", "lawyer", "leader", "auditor", "administrator"}) {
            const auto id = "conflicted-" + std::string(role);
            review::Person person{id, id, *review::parse_role(role), "", {}};
            for (const auto& round : office.house.load(held).rounds) person.conflicts.push_back(round.organ);
            office.house.put(person);
            (void)office.accounts.add(id, id, a_password).value();
        }
    }
    std::string tried(const std::string& number, Act act, const std::string& who) {
        return code_of(office.house.act(number, act, who, declared()));
    }
    Matter matter(const std::string& number) {
        const auto id = office.house.load(number).arrival;
        const auto digits = std::to_string(id);
        return {number, "A" + std::string(6 - digits.size(), '0') + digits,
                std::to_string(office.house.store().pages.of(id).value().at(0).id)};
    }
    static std::string path_of(const http::Route& route, const Matter& matter) {
        const std::map<std::string, std::string> values{
            {"{case}", matter.number}, {"{arrival}", matter.arrival},
            {"{page}", matter.page},   {"{token}", "t"},
            {"{search}", "s"},         {"{n}", "1"},
            {"{batch}", matter.batch}, {"{event}", "1"},
            {"{key}", "draft"},        {"{day}", "2026-06-01"}};
        std::string path(route.path);
        for (const auto& [name, value] : values)
            if (const auto at = path.find(name); at != std::string::npos)
                path.replace(at, name.size(), value);
        return path;
    }
    http::Response call(const http::Route& route, const std::string& person, const Matter& matter) {
        auto request = office.request(route.method, path_of(route, matter), person, "{}");
        request.headers["idempotency-key"] = "key-" + std::to_string(10'000 + keys++);
        return dispatcher.answer(request);
    }
    // "+" when the endpoint was reached, else the status.
    std::string becomes(const http::Route& route, const std::string& person, const Matter& matter) {
        const int before = testing_reached();
        const auto response = call(route, person, matter);
        if (testing_reached() == before + 1) return "+";
        return std::to_string(response.status);
    }
    static int testing_reached() { return endpoints_reached(); }
};

const std::map<std::string, std::string> people{
    {"nobody", ""},         {"mailroom", "mailroom-1"}, {"clerk", "clerk-1"},        {"lawyer", "lawyer-2"},
    {"leader", "leader-1"}, {"auditor", "auditor-1"},   {"administrator", "admin-1"}};

TEST(AuthorisationTable, Has_a_row_for_every_route_and_no_other) {
    std::set<std::string> rows, routes;
    for (const auto& [name, row] : table()) {
        rows.insert(name);
        EXPECT_EQ(row.size(), people.size()) << name;
    }
    for (const auto& route : http::routes()) EXPECT_TRUE(routes.insert(std::string(route.name)).second);
    EXPECT_EQ(rows, routes);
}

TEST_F(Authorisation, Of_every_route_for_every_role_is_as_the_table_says) {
    const auto expected = table();
    const auto own = matter(held);
    for (const auto& route : http::routes())
        for (const auto& [role, person] : people) {
            const auto& cell = expected.at(std::string(route.name)).at(role);
            EXPECT_EQ(becomes(route, person, own), cell.own) << route.name << " " << role;
        }
}

TEST_F(Authorisation, Of_what_is_foreign_is_as_the_table_says) {
    const auto expected = table();
    const auto own = matter(held), foreign = matter(colleagues);
    for (const auto& route : http::routes()) {
        if (route.about == About::nothing) continue;
        const auto& row = expected.at(std::string(route.name));
        for (const auto& [role, cell] : row)
            if (role != "nobody") {
                EXPECT_EQ(becomes(route, "conflicted-" + role, own), cell.foreign)
                    << route.name << " " << role;
            }
        EXPECT_EQ(becomes(route, "lawyer-2", foreign), row.at("lawyer").foreign) << route.name;
    }
}

TEST_F(Authorisation, Says_the_very_same_of_what_is_foreign_and_of_what_is_not_there) {
    const auto without_mark = [](const http::Response& response) {
        auto value = json::parse(std::get<std::string>(response.body)).value();
        value.object()->set("mark", "");
        return std::to_string(response.status) + response.type + json::dump(value);
    };
    const Matter nowhere{"LX000000000000000000K", "A999999", "999999", "B999999"};
    const auto foreign = matter(colleagues);
    for (const auto& route : http::routes())
        if (route.about != About::nothing && (route.who & http::lawyer) != 0) {
            const auto is_not = call(route, "lawyer-2", nowhere), may_not = call(route, "lawyer-2", foreign);
            EXPECT_EQ(without_mark(is_not), without_mark(may_not)) << route.name;
            EXPECT_EQ(is_not.headers, may_not.headers) << route.name;
        }
}

struct LawyersDesk : Authorisation {
    const http::Route& route(std::string_view name) const {
        for (const auto& one : http::routes())
            if (one.name == name) return one;
        throw std::logic_error("no such route");
    }
    std::string sees(const char* name, const std::string& number) {
        return becomes(route(name), "lawyer-2", matter(number));
    }
};

TEST_F(LawyersDesk, Shows_an_unclaimed_task_as_a_row_only) {
    const auto number = office.house.register_letter(review_application(3));
    EXPECT_EQ(sees("parties", number), "404") << "it is not at counsel";
    carry(office.house, number, Stage::drafted);
    ASSERT_TRUE(office.house.act(number, Act::submit, "clerk-1"));
    EXPECT_EQ(sees("parties", number), "+") << "who declares independence must know of whom";
    EXPECT_EQ(sees("act", number), "+") << "to claim it";
    EXPECT_EQ(sees("review_file", number), "404");
    EXPECT_EQ(sees("page_picture", number), "404");
}

TEST_F(LawyersDesk, Closes_a_file_when_it_is_signed_and_leaves_a_row_to_read) {
    EXPECT_EQ(sees("review_file", held), "+");
    EXPECT_EQ(sees("page_picture", held), "+");
    ASSERT_TRUE(office.house.act(held, Act::sign_off, "lawyer-2", named(office.house.text_of(held))));
    EXPECT_EQ(sees("review_file", held), "404");
    EXPECT_EQ(sees("page_picture", held), "404");
    EXPECT_EQ(sees("parties", held), "+");
    EXPECT_EQ(sees("act", held), "404") << "it is there to be read";
}

TEST_F(LawyersDesk, Closes_a_file_when_the_lease_runs_out) {
    office.premises.clock.advance(std::chrono::days{4});
    office.forget_tickets();
    EXPECT_EQ(sees("review_file", held), "404");
    EXPECT_EQ(sees("parties", held), "+") << "anybody may claim it again";
    office.house.put({"lawyer-4", "白某（虚构）", Role::lawyer, "虚构的律师事务所", {}});
    ASSERT_EQ(tried(held, Act::claim, "lawyer-4"), "done");
    EXPECT_EQ(sees("task_lease", held), "+") << "who lost it may know who holds it now";
    EXPECT_EQ(sees("review_file", held), "404");
    EXPECT_EQ(sees("prolong", held), "404");
}

} // namespace
} // namespace docket::testing
