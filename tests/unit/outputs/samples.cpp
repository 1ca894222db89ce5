#include "tests/unit/outputs/samples.hpp"

namespace docket::outputs::samples {
namespace {

Date on(int y, unsigned m, unsigned d) {
    return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
}

Organ city() { return {"city", "厦门市人民政府"}; }
Organ district() { return {"district", "厦门市海沧区人民政府"}; }
Organ street() { return {"street-xinyang", "厦门市海沧区人民政府新阳街道办事处"}; }
Organ bureau() { return {"bureau", "厦门市海沧区信访局"}; }

Party applicant() {
    return {PartyRole::applicant,
            "张喆堃",
            "男",
            "居民身份证",
            "350205198001010019",
            "厦门市海沧区新阳街道甲社区乙路12号",
            "13900000001"};
}

Reference handling() {
    return {"信访事项处理意见书", "新信访〔2026〕8号", street(),
            on(2026, 2, 27),      on(2026, 3, 2),      "对第一项请求不予支持，对第二项请求作出解释说明"};
}

Document review_matter() {
    Document out;
    out.issuer = district();
    out.case_number = "海信复查2026-0017";
    out.parties = {applicant(),
                   {PartyRole::agent, "陈祎", "女", "居民身份证", "350205198503030023", "厦门市海沧区丙路8号",
                    "13900000002"}};
    out.respondent = street();
    out.receipt = {on(2026, 3, 16), Channel::visit, std::nullopt, std::nullopt};
    out.applied_on = on(2026, 3, 15);
    out.accepted_on = on(2026, 3, 20);
    out.due_on = on(2026, 4, 15);
    out.handling_opinion = handling();
    out.round = Round::review;
    out.claims = {{1, "请求按水田标准补发承包地1.36亩的征收补偿款差额21420元"},
                  {2, "请求书面说明安置补助费38760元迟延发放的原因，并按年利率3.65%支付利息"}};
    out.contact = {"林工作", "0592-6000000", "厦门市海沧区丁路1号信访接待室"};
    return out;
}

void add_findings(Document& out) {
    out.findings = {{1,
                     "被申请人征收申请人户承包地1.36亩，其中0.82亩在2018年度土地变更调查成果中登记为水田，0."
                     "54亩登记为旱地；被申请人按“旱地”标准一并计算补偿，未对地类差异作出说明。",
                     {"2018年度土地变更调查成果图", "征地补偿登记表", "2026年3月25日现场勘测记录"}},
                    {2,
                     "安置补助费38760元已于2026年1月12日汇入申请人账户；迟延发放系因申请人户内人口信息需要核"
                     "对，被申请人未就此书面告知。",
                     {"银行转账凭证", "户籍核对记录"}}};
    out.hearing =
        Hearing{on(2026, 4, 2),
                "本机关于当日在信访接待室举行听证会，申请人及其代理人、被申请人到会陈述意见，相互质证。"};
    out.reasoning.paragraphs = {"征收补偿应当以经确认的土地利用现状为依据。被申请人未区分地类即按同一标准计算"
                                "补偿，属于主要事实不清。",
                                "安置补助费已经足额发放，被申请人关于迟延原因的解释与户籍核对记录相符；申请人"
                                "要求支付利息，没有法律、法规或者协议依据。"};
    out.reasoning.citations = {{"信访工作条例", 35, 0, 1, 0, ""},
                               {"中华人民共和国土地管理法", 48, 0, 2, 0, ""}};
    out.dispositions = {{1, Outcome::revoke_remand, Ground::facts, "", 30},
                        {2, Outcome::uphold, Ground::sound, "", 0}};
    out.copies_to = {"厦门市信访局", "厦门市海沧区人民政府新阳街道办事处", "厦门市海沧区信访局"};
    out.imprint = Imprint{bureau(), on(2026, 4, 14)};
}

} // namespace

Document acceptance_notice() {
    Document out = review_matter();
    out.type = DocumentType::acceptance_notice;
    out.number = "海信复查受〔2026〕17号";
    out.query_code = "7KQM-2WXA-9HTR-BC4E";
    out.dated = on(2026, 3, 20);
    return out;
}

Document petition_notice() {
    Document out = acceptance_notice();
    out.round = Round::handling;
    out.issuer = street();
    out.number = "新信访受〔2026〕5号";
    out.query_address = "https://xinfang.example/query";
    out.respondent = {};
    out.handling_opinion.reset();
    out.applied_on.reset();
    out.parties.pop_back();
    out.receipt = {on(2026, 1, 8), Channel::transfer, bureau(), on(2026, 1, 7)};
    out.accepted_on = on(2026, 1, 12);
    out.due_on = on(2026, 3, 13);
    out.dated = on(2026, 1, 12);
    return out;
}

Document refusal_notice() {
    Document out = petition_notice();
    out.type = DocumentType::refusal_notice;
    out.number = "海信不受〔2026〕5号";
    out.issuer = bureau();
    out.receipt = {on(2026, 1, 8), Channel::letter, {}, {}};
    out.accepted_on.reset();
    out.due_on.reset();
    out.declining =
        Declining{Declining::Says::elsewhere, "该事项已经或者依法应当通过诉讼、仲裁、行政复议等法定途径解决",
                  "《信访工作条例》第二十八条第二款、第三十一条",
                  "你与承包方之间的合同纠纷约定由农村土地承包仲裁机构裁决，尚未申请仲裁",
                  "请向厦门市海沧区农村土地承包仲裁委员会申请仲裁"};
    return out;
}

Document supplement_notice() {
    Document out = acceptance_notice();
    out.type = DocumentType::supplement_notice;
    out.number = "海信补〔2026〕3号";
    out.query_code.clear();
    out.accepted_on.reset();
    out.due_on.reset();
    out.supplementing =
        Supplementing{{"申请人身份证复印件", "所不服的处理意见书的复印件，或者写明作出机关、文号和日期",
                       "申请书由本人签名"},
                      10,
                      true,
                      "本机关复查复核工作规则第九条",
                      true,
                      true};
    out.dated = on(2026, 3, 19);
    return out;
}

Document ending_notice() {
    Document out = petition_notice();
    out.type = DocumentType::ending_notice;
    out.number = "新信访终〔2026〕1号";
    out.accepted_on.reset();
    out.due_on.reset();
    out.query_code.clear();
    out.closing = Closing{Closing::Kind::withdrawn, on(2026, 2, 3), "补偿款差额已于2026年2月2日补足"};
    out.dated = on(2026, 2, 5);
    return out;
}

Document respondent_notice() {
    Document out = acceptance_notice();
    out.type = DocumentType::respondent_notice;
    out.number = "海信答〔2026〕2号";
    out.query_code.clear();
    out.due_on.reset();
    for (auto& party : out.parties) {
        auto bare = Party{};
        bare.role = party.role;
        bare.name = party.name;
        party = bare;
    }
    out.answering = Answering{10, true, "本机关复查复核工作规则第十二条"};
    return out;
}

Document extension_notice() {
    Document out = petition_notice();
    out.type = DocumentType::extension_notice;
    out.number = "新信访延〔2026〕2号";
    out.due_on.reset();
    out.extending = Extending{on(2026, 3, 13), 30, on(2026, 4, 13),
                              "所涉0.54亩承包地的地类需要由自然资源主管部门重新核对，核对尚未完成"};
    out.dated = on(2026, 3, 10);
    return out;
}

Document handling_opinion() {
    Document out = petition_notice();
    out.type = DocumentType::handling_opinion;
    out.issuer = district();
    out.number = "海府信处〔2026〕4号";
    out.query_code.clear();
    out.query_address.clear();
    out.receipt = {on(2026, 1, 8), Channel::letter, {}, {}};
    out.findings = {{1,
                     "信访人户承包地1.36亩被征收，其中0.82亩在2018年度土地变更调查成果中登记为水田。",
                     {"2018年度土地变更调查成果图", "征地补偿登记表"}},
                    {2,
                     "安置补助费38760元已于2026年1月12日汇入信访人账户，迟延系因户内人口信息需要核对。",
                     {"银行转账凭证"}}};
    out.reasoning.paragraphs = {
        "征收补偿应当以经确认的土地利用现状为依据，登记为水田的部分应当按水田标准补偿。",
        "要求支付利息，没有法律、法规或者协议依据，但迟延的原因应当向信访人说明。"};
    out.reasoning.citations = {{"中华人民共和国土地管理法", 48, 0, 2, 0, ""},
                               {"信访工作条例", 32, 0, 0, 0, ""}};
    out.dispositions = {{1, Outcome::support, Ground::none, "0.82亩按水田标准补足差额", 0},
                        {2, Outcome::explain, Ground::none, "迟延系因核对户内人口信息，不支付利息", 0}};
    out.remedy = {Remedy::Way::review_by, city(), 30};
    out.dated = on(2026, 3, 6);
    return out;
}

Document review_opinion() {
    Document out = review_matter();
    out.type = DocumentType::review_opinion;
    out.number = "海府信复查〔2026〕17号";
    add_findings(out);
    out.remedy = {Remedy::Way::review_by, city(), 30};
    out.dated = on(2026, 4, 14);
    return out;
}

Document re_review_opinion() {
    Document out = review_opinion();
    out.type = DocumentType::re_review_opinion;
    out.round = Round::re_review;
    out.issuer = city();
    out.number = "厦府信复核〔2026〕3号";
    out.respondent = district();
    out.review_opinion = Reference{"信访事项复查意见书", "海府信复查〔2026〕17号",
                                   district(),           on(2026, 4, 14),
                                   on(2026, 4, 16),      "撤销原处理意见第一项并责令重新处理，维持第二项"};
    out.receipt.received_on = on(2026, 5, 8);
    out.applied_on = on(2026, 5, 6);
    out.accepted_on = on(2026, 5, 11);
    out.due_on = on(2026, 6, 8);
    out.hearing.reset();
    out.reasoning.citations = {{"信访工作条例", 36, 0, 0, 0, ""}};
    out.dispositions = {{1, Outcome::uphold, Ground::sound, "", 0},
                        {2, Outcome::uphold, Ground::sound, "", 0}};
    out.remedy = {Remedy::Way::final, {}, 0};
    out.imprint = Imprint{{"city-bureau", "厦门市信访局"}, on(2026, 6, 5)};
    out.copies_to = {"厦门市海沧区人民政府", "厦门市海沧区人民政府新阳街道办事处"};
    out.dated = on(2026, 6, 5);
    return out;
}

Document long_review_opinion(int claims) {
    Document out = review_opinion();
    const auto claim = out.claims.front();
    const auto finding = out.findings.front();
    out.claims.clear();
    out.findings.clear();
    out.dispositions.clear();
    for (int n = 1; n <= claims; ++n) {
        out.claims.push_back({n, claim.text});
        out.findings.push_back({n, finding.text, finding.evidence});
        out.dispositions.push_back({n, Outcome::uphold, Ground::sound, "", 0});
    }
    return out;
}

namespace {

class Dice {
  public:
    explicit Dice(std::mt19937& chance) : chance_(chance) {}
    int from(int low, int high) { return std::uniform_int_distribution<int>(low, high)(chance_); }
    bool coin() { return from(0, 1) == 1; }
    Date day() {
        return on(from(1999, 2099), static_cast<unsigned>(from(1, 12)), static_cast<unsigned>(from(1, 28)));
    }
    std::optional<Date> maybe_day() { return coin() ? std::optional(day()) : std::nullopt; }
    std::string text() {
        static const std::vector<std::string> pieces{"信访", "《条例》", "，",  "\"",       "\\", "\n",
                                                     "𠮷",   "第3条",    "A b", "〔2026〕", "堃"};
        std::string out;
        for (int n = from(1, 12); n > 0; --n)
            out += pieces[static_cast<std::size_t>(from(0, static_cast<int>(pieces.size()) - 1))];
        return out;
    }
    std::string maybe_text() { return coin() ? text() : ""; }
    Organ organ() { return {maybe_text(), text()}; }
    std::vector<std::string> lines() {
        std::vector<std::string> out;
        for (int n = from(0, 3); n > 0; --n) out.push_back(text());
        return out;
    }
    template <class E> E any(int values) { return static_cast<E>(from(0, values - 1)); }

  private:
    std::mt19937& chance_;
};

void fill_matter(Document& out, Dice& dice) {
    for (int n = dice.from(1, 4); n > 0; --n) {
        out.claims.push_back({dice.from(1, 9), dice.text()});
        out.findings.push_back({dice.from(1, 9), dice.text(), dice.lines()});
        out.dispositions.push_back({dice.from(1, 9), dice.any<Outcome>(9), dice.any<Ground>(11),
                                    dice.maybe_text(), dice.from(0, 90)});
        out.additions.push_back({dice.from(0, 4), dice.text()});
        out.reasoning.citations.push_back({dice.text(), dice.from(0, 99), dice.from(0, 3), dice.from(0, 9),
                                           dice.from(0, 9), dice.maybe_text()});
    }
    out.reasoning.paragraphs = dice.lines();
    if (dice.coin()) out.hearing = Hearing{dice.day(), dice.text()};
    out.remedy.way = dice.any<Remedy::Way>(3);
    if (dice.coin()) out.remedy.organ = dice.organ();
    out.remedy.days = dice.from(0, 60);
}

Reference reference(Dice& dice) {
    return {dice.text(), dice.maybe_text(), dice.organ(), dice.day(), dice.maybe_day(), dice.maybe_text()};
}

} // namespace

Document random(std::mt19937& chance) {
    Dice dice(chance);
    Document out;
    out.type = dice.any<DocumentType>(9);
    out.round = dice.any<Round>(3);
    out.issuer = dice.organ();
    out.number = dice.maybe_text();
    out.title = dice.maybe_text();
    out.case_number = dice.maybe_text();
    out.query_code = dice.maybe_text();
    out.query_address = dice.maybe_text();
    for (int n = dice.from(1, 3); n > 0; --n)
        out.parties.push_back({dice.any<PartyRole>(3), dice.text(), dice.coin() ? "女" : "",
                               dice.maybe_text(), dice.maybe_text(), dice.maybe_text(), dice.maybe_text()});
    if (dice.coin()) out.respondent = dice.organ();
    out.receipt = {dice.day(), dice.any<Channel>(5), std::nullopt, dice.maybe_day()};
    if (dice.coin()) out.receipt.transferred_by = dice.organ();
    out.applied_on = dice.maybe_day();
    out.accepted_on = dice.maybe_day();
    out.due_on = dice.maybe_day();
    if (dice.coin()) out.handling_opinion = reference(dice);
    if (dice.coin()) out.review_opinion = reference(dice);
    fill_matter(out, dice);
    if (dice.coin())
        out.declining =
            Declining{dice.any<Declining::Says>(3), dice.text(), dice.text(), dice.text(), dice.maybe_text()};
    if (dice.coin())
        out.supplementing = Supplementing{{dice.text(), dice.text()}, dice.from(1, 30), dice.coin(),
                                          dice.maybe_text(),          dice.coin(),      dice.coin()};
    if (dice.coin()) out.closing = Closing{dice.any<Closing::Kind>(3), dice.day(), dice.maybe_text()};
    if (dice.coin()) out.answering = Answering{dice.from(1, 30), dice.coin(), dice.maybe_text()};
    if (dice.coin()) out.extending = Extending{dice.day(), dice.from(1, 30), dice.maybe_day(), dice.text()};
    out.attachments = dice.lines();
    out.contact = {dice.maybe_text(), dice.maybe_text(), dice.maybe_text()};
    out.copies_to = dice.lines();
    if (dice.coin()) out.imprint = Imprint{dice.organ(), dice.maybe_day()};
    out.dated = dice.maybe_day();
    return out;
}

} // namespace docket::outputs::samples
