#include "tests/bench/cases/questions.hpp"

#include <utility>

namespace docket::testing {

namespace {

using Words = std::vector<std::string>;

void add_register(std::vector<Question>& out, std::size_t cases) {
    const auto ask = [&](const std::string& kind, const std::string& condition, bool of_clerks = false) {
        out.push_back({"register, " + kind, condition.empty() ? "all" : condition,
                       "/cases?limit=50&" + condition, "", of_clerks});
    };
    ask("first page", "");
    for (const auto offset : {cases / 10, cases / 2, cases - 50})
        ask("a page far back", "offset=" + std::to_string(offset));
    ask("a page far back", "sort=number&dir=asc&offset=" + std::to_string(cases / 2));
    ask("a page far back", "sort=due&dir=asc&offset=" + std::to_string(cases / 2));
    for (const auto* stage : {"registered", "accepted", "drafted", "at_counsel", "signed_off", "approved",
                              "issued", "served", "archived", "drafted,accepted"})
        ask("one filter", std::string("stage=") + stage);
    for (const auto* organ : {"street-haicang", "agriculture", "district"})
        ask("one filter", std::string("organ=") + organ);
    for (const auto* kind : {"first_letter", "review_application", "re_review_application"})
        ask("one filter", std::string("kind=") + kind);
    for (const auto* due : {"overdue", "week", "open"}) ask("one filter", std::string("due=") + due);
    ask("my own", "mine=true", true);
    for (const auto* order : {"sort=number&dir=asc", "sort=number&dir=desc", "sort=due&dir=asc",
                              "sort=due&dir=desc", "sort=received&dir=asc"})
        ask("an order", order);
    for (const auto* several :
         {"organ=street-dongfu&kind=first_letter&due=open", "stage=archived&sort=due&dir=asc",
          "stage=archived&organ=street-xinyang&sort=number&dir=asc",
          "kind=review_application&due=overdue&sort=due&dir=asc",
          "stage=archived&kind=first_letter&offset=5000"})
        ask("filters and an order", several);
    ask("filters and an order", "mine=true&due=week&sort=due&dir=asc", true);
    for (const auto* words :
         {"林阿明", "李秀", "LX00000000000000002", "赔偿8", "王 8999元", "没有这个人", "的"})
        out.push_back({"register, words", words, "cases?limit=50&search={}", words});
}

void add_search(std::vector<Question>& out) {
    const std::vector<std::pair<std::string, Words>> kinds{
        {"1 character", {"林", "蓁", "路", "的", "9", "稷", "海", "翯"}},
        {"2 characters", {"噪音", "林阿", "堵塞", "海沧", "温厝", "蓁蓁", "贵局", "12"}},
        {"names", {"林阿明", "李秀文", "蔡丽雅", "谢国蓁", "叶成熠"}},
        {"3 characters and more",
         {"雨水管堵", "渣土车抛", "征收补偿款发放", "违章搭盖", "严重影响居民休息。我曾拨打电话"}},
        {"numbers and days",
         {"海某信访〔2026〕99号", "139-1234", "350205191234", "2026-05-06", "1万元", "LX00000000000000042"}},
        {"several words", {"路灯 东孚", "林 噪音 139", "物业收费 温厝 2026年5月6日", "堵塞 电梯 拖欠工资"}},
        {"nothing found", {"没有这样的话", "饕餮", "99999999999", "蓁翯甯"}}};
    for (const auto& [kind, all] : kinds)
        for (const auto& words : all)
            out.push_back({"search, " + kind, words, "searches/{}/hits?offset=0&limit=20", words});
    for (const auto* words : {"的", "海沧", "噪音"})
        out.push_back({"search, a page far back", words, "searches/{}/hits?offset=900&limit=20", words});
}

void add_others(std::vector<Question>& out) {
    for (const auto* path : {"/changes?since=0", "/tasks"})
        out.push_back({"what every page asks", path, path});
    for (const auto* view : {"todo", "all", "today"}) {
        const auto path = std::string("/arrivals?limit=50&view=") + view;
        out.push_back({"the mailroom's lists", path, path, "", false, true});
    }
}

// Each letter is asked about as somebody opens it for the first time. What they are asked for is proposed
// from a hundred thousand: it may take longer than a list.
void add_duplicates(std::vector<Question>& out, std::size_t cases) {
    constexpr std::size_t letters = 8;
    constexpr double a_second = 1000;
    for (std::size_t n = cases; n > 0 && n + letters > cases; --n) {
        auto digits = std::to_string(n);
        digits.insert(0, 20 - digits.size(), '0');
        Question question{"duplicates of a new letter", digits, "/cases/LX" + digits + "/duplicates"};
        question.limit_ms = a_second;
        out.push_back(std::move(question));
    }
}

} // namespace

std::vector<Question> questions_for(std::size_t cases) {
    std::vector<Question> out;
    add_register(out, cases);
    add_search(out);
    add_others(out);
    add_duplicates(out, cases);
    return out;
}

const std::vector<std::string>& people_of(const Question& question) {
    static const Words all{"clerk-1", "mailroom-1", "leader-1", "auditor-1"}, clerks{"clerk-1", "clerk-2"},
        mailroom{"mailroom-1"};
    return question.of_clerks ? clerks : question.of_mailroom ? mailroom : all;
}

} // namespace docket::testing
