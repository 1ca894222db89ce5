// Two offices that differ in informant reports alone, and the people of the accused unit who try their doors.
// One thread.
#pragma once

#include "pipeline/desk/indexing.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/http/dispatch.hpp"
#include "tests/support/batch_house.hpp"
#include "tests/support/desk_house.hpp"

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace docket::testing {

// Words that stand in the reports and nowhere else.
inline const std::vector<std::string> canaries{"鹂鸣某",       "350205198203070029", "13912345678",
                                               "沧虹路七百号", "金丝雀收受好处",     "鸢尾某"};
inline constexpr const char* accused_unit = "street-haicang";
inline constexpr const char* roles[] = {"mailroom", "clerk", "lawyer", "leader", "auditor", "administrator"};

class SecrecyOffice {
  public:
    explicit SecrecyOffice(bool with_reports) {
        for (const auto* role : roles) enter(role);
        for (int n = 1; n <= 3; ++n) (void)d.house.register_letter(review_application(n));
        carry(d.house, number_of(1), review::Stage::at_counsel);
        carry(d.house, number_of(2), review::Stage::signed_off);
        carry(d.house, number_of(3), review::Stage::accepted);
        for (int n = 1; n <= 2; ++n) (void)d.house.register_letter(first_letter(n));
        const auto page = "BARCODE ASN000001\n" + first_letter(4);
        const auto tray = with_reports ? page + "\fBARCODE ASN000002\n" + report(1) : page;
        BatchDesk desk(d.house);
        batch = desk.delivered({tray}).id;
        d.house.work();
        if (with_reports) write_reports(desk.letters(batch).back());
        if (!desk::index_all(d.desk, {})) throw std::runtime_error("the search was not written");
    }

    DeskHouse d;
    http::Dispatcher dispatcher{d.rooms, http::routes()};
    std::int64_t batch = 0;
    struct Secret {
        std::string number, arrival, page, event;
    };
    std::vector<Secret> secrets;
    std::string preview;          // that a clerk of the unit drew before the matter was known to be a report
    http::Request done_before;    // an act of that clerk, with its key
    std::vector<std::string> log; // what the server would write of each answer

    http::Response send(http::Request request) {
        auto admission = dispatcher.admit(request);
        auto answer = dispatcher.serve(admission, std::move(request));
        log.push_back(answer.trouble);
        return std::move(answer.response);
    }
    http::Response ask(http::Method method, const std::string& path, const std::string& who,
                       const std::string& body = "", const std::map<std::string, std::string>& query = {},
                       bool file = false) {
        auto request = d.request(method, path, who, file ? "" : body);
        request.query = query;
        request.headers["idempotency-key"] = "key-" + std::to_string(100'000 + ++keys_);
        request.headers["x-file-name"] = "scan.tif";
        if (file) {
            request.body_file = d.premises.folder.path() / ("upload-" + std::to_string(keys_));
            std::ofstream(request.body_file) << first_letter(50 + keys_);
            request.body_digest = sha256(first_letter(50 + keys_));
        }
        return send(std::move(request));
    }
    // The id of a kept search of this person.
    std::string search(const std::string& who, const std::string& words) {
        const auto said =
            ask(http::Method::post, "/searches", who, json::dump(json::Object{{"words", words}}));
        return json::parse(std::get<std::string>(said.body)).value().text_at("id");
    }

  private:
    static std::string report(int n) {
        return "举报信\n尊敬的领导：\n我举报海沧街道的鸢尾某，他让金丝雀收受好处" + std::to_string(n) +
               "次。\n请求事项：\n1. 查处鸢尾某让金丝雀收受好处一事。\n反映人：鹂鸣某\n"
               "公民身份号码：350205198203070029\n住址：厦门市海沧区海沧街道沧虹路七百号\n联系电话：139123456"
               "78\n"
               "2026年6月1日\n";
    }
    void enter(const std::string& role) {
        const auto id = "street-" + role;
        const bool lawyer = role == "lawyer";
        review::Person person{id,
                              role + "（虚构）",
                              *review::parse_role(role),
                              lawyer ? "虚构的街道律师事务所" : "",
                              lawyer ? std::vector<std::string>{accused_unit} : std::vector<std::string>{},
                              lawyer ? "" : accused_unit};
        d.house.put(person);
        (void)d.accounts.add(id, id, a_password).value();
        (void)d.ticket(id);
    }
    std::string number_of(std::int64_t arrival) { return d.house.arrival(arrival).case_number; }
    void write_reports(const flow::Arrival& of_the_tray) {
        std::vector<std::string> numbers{of_the_tray.case_number, d.house.register_letter(report(2))};
        // Two that came as applications, and on which a clerk of the unit worked in good faith.
        for (int n = 11; n <= 13; ++n) {
            const auto text = review_application(n);
            const auto name = std::string("林晓舟");
            auto mine = text;
            for (auto at = mine.find(name); at != std::string::npos; at = mine.find(name))
                mine.replace(at, name.size(), "鹂鸣某");
            numbers.push_back(d.house.register_letter(mine));
        }
        carry(d.house, numbers[2], review::Stage::at_counsel);
        carry(d.house, numbers[3], review::Stage::signed_off);
        work_in_good_faith(numbers[4]);
        for (const auto& number : numbers) accuse(number);
        for (const auto& number : numbers) {
            const auto c = d.house.load(number);
            const auto digits = std::to_string(c.arrival);
            secrets.push_back({number, "A" + std::string(6 - digits.size(), '0') + digits,
                               std::to_string(d.house.store().pages.of(c.arrival).value().at(0).id),
                               std::to_string(d.house.record_of(number).front().n)});
        }
    }
    void work_in_good_faith(const std::string& number) {
        const auto version = d.house.load(number).version;
        done_before = d.request(
            http::Method::post, "/cases/" + number + "/acts", "street-clerk",
            json::dump(json::Object{{"act", "accept"}, {"version", version}, {"input", json::Object{}}}));
        done_before.headers["idempotency-key"] = "key-of-the-accused";
        if (send(done_before).status != 200)
            throw std::runtime_error("the clerk of the unit could not accept");
        const auto form = ask(http::Method::get, "/cases/" + number + "/form", "street-clerk");
        const auto parts = json::parse(std::get<std::string>(form.body)).value().at("parts");
        const auto drawn = ask(http::Method::post, "/cases/" + number + "/preview", "street-clerk",
                               json::dump(json::Object{{"parts", parts}}));
        preview = json::parse(std::get<std::string>(drawn.body)).value().text_at("token");
    }
    void accuse(const std::string& number) {
        const json::Value said =
            json::Object{{"matter", "report"},
                         {"accused", json::Array{json::Object{{"name", "鸢尾某"}, {"organ", accused_unit}}}}};
        const auto done =
            flow::set_matter(number, "clerk-1", d.house.load(number).version, said, d.house.tools());
        if (!done) throw std::runtime_error(done.error().code);
    }
    int keys_ = 0;
};

} // namespace docket::testing
