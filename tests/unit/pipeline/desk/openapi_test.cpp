// Every answer has the shape that openapi.json promises, asked of by the people the table of routes names.
#include "pipeline/desk/indexing.hpp"
#include "pipeline/http/dispatch.hpp"
#include "tests/support/batch_house.hpp"
#include "tests/support/desk_house.hpp"

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

// valijson declares the adapter beside its own exceptions
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <valijson/adapters/poco_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace docket::testing {
namespace {

using valijson::adapters::PocoJsonAdapter;

struct Answers : ::testing::Test {
    DeskHouse d;
    http::Dispatcher dispatcher{d.rooms, http::routes()};
    Poco::Dynamic::Var contract = read_contract();
    int key = 0;

    static Poco::Dynamic::Var read_contract() {
        std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/pipeline/http/openapi.json");
        return Poco::JSON::Parser().parse(std::string{std::istreambuf_iterator<char>(in), {}});
    }
    void expect_shape(const std::string& name, const std::string& body) {
        const auto whole = contract.extract<Poco::JSON::Object::Ptr>();
        Poco::JSON::Object::Ptr wanted = new Poco::JSON::Object;
        wanted->set("components", whole->get("components"));
        Poco::JSON::Array::Ptr all = new Poco::JSON::Array;
        Poco::JSON::Object::Ptr reference = new Poco::JSON::Object;
        reference->set("$ref", "#/components/schemas/" + name);
        all->add(reference);
        wanted->set("allOf", all);
        valijson::Schema schema;
        const Poco::Dynamic::Var root = wanted;
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(PocoJsonAdapter(root), schema);
        const auto said = Poco::JSON::Parser().parse(body);
        valijson::ValidationResults results;
        valijson::Validator validator;
        if (validator.validate(schema, PocoJsonAdapter(said), &results)) return;
        std::string why;
        valijson::ValidationResults::Error error;
        while (results.popError(error)) {
            for (const auto& step : error.context) why += step;
            why += ": " + error.description + "\n";
        }
        ADD_FAILURE() << name << "\n" << why << body.substr(0, 2000);
    }
    http::Response ask(http::Method method, const std::string& path, const std::string& who,
                       const json::Value& body = {}, const std::map<std::string, std::string>& query = {}) {
        auto request = d.request(method, path, who, body.is_null() ? "" : json::dump(body));
        request.query = query;
        request.headers["idempotency-key"] = "key-0000" + std::to_string(++key);
        return dispatcher.answer(std::move(request));
    }
    std::string get(const std::string& schema, const std::string& path, const std::string& who,
                    const std::map<std::string, std::string>& query = {}) {
        return said(schema, path, ask(http::Method::get, path, who, {}, query));
    }
    std::string said(const std::string& schema, const std::string& path, const http::Response& response) {
        const auto* body = std::get_if<std::string>(&response.body);
        EXPECT_EQ(response.status, 200) << path << (body ? *body : "");
        if (body && response.status == 200) expect_shape(schema, *body);
        return body ? *body : "";
    }
};

TEST_F(Answers, To_everybody_on_every_desk_have_the_promised_shape) {
    const auto number = d.house.register_letter(review_application(1));
    (void)d.house.receive("unsure\n" + review_application(2)).value();
    (void)d.house.receive("UNREADABLE").value();
    d.house.work();
    for (const auto* who : {"mailroom-1", "clerk-1", "lawyer-2", "leader-1", "auditor-1", "admin-1"}) {
        get("Session", "/session", who);
        get("Changes", "/changes", who, {{"since", "0"}});
        get("Words", "/words", who);
        get("Tasks", "/tasks", who);
    }
    get("Ledger", "/ledger", "clerk-1");
    for (const auto* view : {"todo", "reading", "today", "all"})
        get("Arrivals", "/arrivals", "mailroom-1", {{"view", view}});
    for (const auto* id : {"A000001", "A000002", "A000003"}) {
        get("Letter", std::string("/arrivals/") + id, "mailroom-1");
        get("Reading", std::string("/arrivals/") + id + "/reading", "clerk-1");
    }
    const auto found =
        said("SearchId", "/searches",
             ask(http::Method::post, "/searches", "clerk-1", json::Object{{"words", "林晓舟"}}));
    const auto id = json::parse(found).value().text_at("id");
    const auto rows =
        json::parse(get("Cases", "/cases", "clerk-1", {{"search", id}, {"sort", "due"}})).value();
    EXPECT_EQ(rows.int_at("total"), 1);
    ASSERT_TRUE(desk::index_all(d.desk, {}));
    EXPECT_EQ(json::parse(get("Found", "/searches/" + id + "/hits", "clerk-1")).value().int_at("total"), 2);
    get("Places", "/arrivals/A000001/places", "clerk-1", {{"search", id}});
    get("CaseView", "/cases/" + number, "clerk-1");
    const auto again = d.house.register_letter(review_application(3));
    ASSERT_TRUE(desk::index_all(d.desk, {}));
    const auto like = "/cases/" + again + "/duplicates";
    EXPECT_FALSE(json::parse(get("Duplicates", like, "mailroom-1")).value().array_at("proposals").empty());
    said("Duplicates", "decide",
         ask(http::Method::post, like, "clerk-1", json::Object{{"of", number}, {"same", true}}));
    get("Cases", "/cases", "clerk-1");
    get("CaseView", "/cases/" + again, "leader-1");
}

TEST_F(Answers, About_a_batch_from_the_tray_to_its_letters_have_the_promised_shape) {
    const auto opened = ask(http::Method::post, "/batches", "mailroom-1",
                            json::Object{{"name", "收文盘"}, {"box", "3"}, {"received", "2026-06-09"}});
    EXPECT_EQ(opened.status, 201);
    const auto& body = std::get<std::string>(opened.body);
    expect_shape("BatchView", body);
    const auto name = json::parse(body).value().at("row").text_at("id");
    EXPECT_EQ(name, "B000001");
    BatchDesk tray(d.house);
    ASSERT_TRUE(tray.add(1, "BARCODE PATCHT\n分隔单\n\fBARCODE ASN000001\n" + first_letter(1) + "\f" +
                                first_letter(2) + "\fBLANK"));
    said("BatchView", "close",
         ask(http::Method::post, "/batches/" + name + "/close", "mailroom-1", json::Object{}));
    get("BatchView", "/batches/" + name, "leader-1");
    d.house.work();
    const auto table = json::parse(get("BatchView", "/batches/" + name, "mailroom-1")).value();
    EXPECT_EQ(table.at("row").text_at("state"), "to_sort");
    EXPECT_EQ(table.at("row").int_at("undecided"), 1);
    get("Arrivals", "/arrivals", "mailroom-1");
    get("Tasks", "/tasks", "mailroom-1");
    std::int64_t after = 0;
    for (const auto& one : table.array_at("suggestions"))
        if (one.text_at("state") == "open") after = one.int_at("after");
    const auto version = table.at("row").int_at("version");
    const auto sorted = json::parse(said(
        "BatchView", "operations",
        ask(http::Method::post, "/batches/" + name + "/operations", "clerk-1",
            json::Object{{"version", version},
                         {"operations", json::Array{json::Object{{"op", "split"}, {"after", after}}}}})));
    EXPECT_EQ(sorted.value().array_at("letters").size(), 2U);
    EXPECT_TRUE(sorted.value().bool_at("can_undo"));
    const auto late =
        ask(http::Method::post, "/batches/" + name + "/operations", "mailroom-1",
            json::Object{{"version", version}, {"operations", json::Array{json::Object{{"op", "undo"}}}}});
    EXPECT_EQ(late.status, 409);
    expect_shape("Problem", std::get<std::string>(late.body));
    said("BatchView", "finish",
         ask(http::Method::post, "/batches/" + name + "/operations", "mailroom-1",
             json::Object{{"version", version + 1},
                          {"operations", json::Array{json::Object{{"op", "finish"}}}}}));
    d.house.work();
    get("BatchView", "/batches/" + name, "auditor-1");
    for (const auto* view : {"todo", "waiting", "reading", "today", "all"})
        get("Batches", "/batches", "mailroom-1", {{"view", view}});
    const auto sheets = ask(http::Method::get, "/batches/" + name + "/separators", "mailroom-1");
    EXPECT_EQ(std::get<std::string>(sheets.body), "%PDF B000001 3 10");
}

TEST_F(Answers, Along_a_case_from_the_letter_to_the_archive_have_the_promised_shape) {
    const auto number = d.house.register_letter(review_application(1));
    const auto c = "/cases/" + number;
    const auto letter = json::parse(get("Letter", "/arrivals/A000001", "clerk-1")).value();
    said("Verified", "verify",
         ask(http::Method::post, "/arrivals/A000001/verify", "clerk-1",
             json::Object{{"version", letter.int_at("version")}, {"fields", json::Object{}}}));
    carry(d.house, number, review::Stage::accepted);
    const auto code = d.house.load(number).query_code.value().text();
    said("Queried", "query", ask(http::Method::post, "/query", "", json::Object{{"code", code}}));
    const auto form = json::parse(get("Form", c + "/form", "clerk-1")).value();
    said("FormSaved", "form",
         ask(http::Method::put, c + "/form", "clerk-1",
             json::Object{{"version", 0}, {"parts", form.at("parts")}}));
    const auto late = ask(http::Method::put, c + "/form", "clerk-2",
                          json::Object{{"version", 0}, {"parts", form.at("parts")}});
    EXPECT_EQ(late.status, 409);
    expect_shape("Problem", std::get<std::string>(late.body));
    EXPECT_FALSE(json::parse(std::get<std::string>(late.body)).value().at("parts").is_null());
    said("Preview", "preview",
         ask(http::Method::post, c + "/preview", "clerk-1", json::Object{{"parts", form.at("parts")}}));
    const auto version = [&] { return d.house.load(number).version; };
    said("Receipt", "draft",
         ask(http::Method::post, c + "/acts", "clerk-1",
             json::Object{{"act", "draft"}, {"version", version()}, {"input", opinion()}}));
    carry(d.house, number, review::Stage::at_counsel);
    get("Reviews", "/reviews", "lawyer-2");
    get("Parties", "/reviews/" + number + "/parties", "lawyer-2");
    EXPECT_EQ(ask(http::Method::get, "/reviews/" + number, "lawyer-2").status,
              404); // not before it is claimed
    said("Receipt", "claim",
         ask(http::Method::post, c + "/acts", "lawyer-2",
             json::Object{{"act", "claim"}, {"version", version()}, {"input", declared()}}));
    get("Reviews", "/reviews", "lawyer-2");
    get("TaskLease", "/reviews/" + number + "/lease", "lawyer-2");
    said("TaskLease", "prolong", ask(http::Method::post, "/reviews/" + number + "/lease", "lawyer-2"));
    const auto file = json::parse(get("ReviewFile", "/reviews/" + number, "lawyer-2")).value();
    for (const auto& finding : file.array_at("findings"))
        said("Findings", "answers",
             ask(http::Method::post, c + "/answers", "lawyer-2",
                 json::Object{{"key", finding.text_at("key")}, {"verdict", "uphold"}, {"reason", ""}}));
    get("DocumentPages", c + "/documents/draft", "lawyer-2");
    const json::Object sign{
        {"act", "sign_off"}, {"version", version()}, {"input", named(d.house.text_of(number))}};
    EXPECT_EQ(ask(http::Method::post, c + "/acts", "lawyer-2", sign).status, 403); // without the password
    auto signed_off = sign;
    signed_off.set("password", a_password);
    const auto receipt =
        json::parse(said("Receipt", "sign_off", ask(http::Method::post, c + "/acts", "lawyer-2", signed_off)))
            .value();
    get("Receipt", c + "/receipts/" + std::to_string(receipt.int_at("event")), "lawyer-2");
    said("Look", "look",
         ask(http::Method::post, c + "/looks", "clerk-1", json::Object{{"applicant", 1}, {"field", "name"}}));
    get("Approvals", "/approvals", "leader-1");
    carry(d.house, number, review::Stage::issued);
    d.house.work();
    get("CaseView", c, "clerk-1");
    get("DocumentPages", c + "/documents/opinion", "leader-1");
    get("DocumentPages", c + "/documents/notice-1", "clerk-1");
    carry(d.house, number, review::Stage::archived);
    get("CaseView", c, "auditor-1");
    get("Form", c + "/form", "auditor-1");
    get("Reviews", "/reviews", "lawyer-2");
    get("Approvals", "/approvals", "leader-1");
    for (const auto* who : {"clerk-1", "lawyer-2", "leader-1"}) get("Tasks", "/tasks", who);
}

TEST_F(Answers, To_the_auditor_have_the_promised_shape) {
    const auto number = d.house.register_letter(review_application(1));
    (void)d.house.receive("UNREADABLE").value();
    d.house.work();
    said("Look", "look",
         ask(http::Method::post, "/cases/" + number + "/looks", "clerk-1",
             json::Object{{"applicant", 1}, {"field", "name"}}));
    get("AuditRecord", "/audit/record", "auditor-1", {{"limit", "2"}});
    get("AuditRecord", "/audit/looks", "auditor-1");
    get("AuditChoices", "/audit/choices", "auditor-1");
    for (const auto* n : {"1", "3", "7"}) get("AuditEvent", std::string("/audit/record/") + n, "auditor-1");
    EXPECT_EQ(ask(http::Method::get, "/audit/record/999", "auditor-1").status, 404);
    get("AuditChain", "/audit/chain", "auditor-1");
    said("AuditChain", "check", ask(http::Method::post, "/audit/chain", "auditor-1"));
    get("AuditLedger", "/audit/ledger", "auditor-1");
    const auto days = json::parse(get("AuditDays", "/audit/days", "auditor-1")).value();
    get("AuditDay", "/audit/days/" + days.array_at("rows").at(0).text_at("day"), "auditor-1");
    const auto table = ask(http::Method::post, "/audit/record/export", "auditor-1", json::Object{});
    EXPECT_EQ(table.type, "text/csv; charset=utf-8");
}

} // namespace
} // namespace docket::testing
