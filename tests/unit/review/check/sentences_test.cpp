// The same words in the parts of a document where people write them: each list was written before the rules
// had seen it.
#include "tests/unit/review/check/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket::review::check {

namespace {

enum class At { reasoning, addition, finding, finding_without_evidence, decision };

struct Row {
    const char* draft;
    const char* check;
    At at;
    std::vector<const char*> sentences;
};

outputs::Document with(outputs::Document document, At at, const std::string& sentence) {
    switch (at) {
    case At::reasoning: document.reasoning.paragraphs = {sentence}; break;
    case At::addition: document.additions = {{0, sentence}}; break;
    case At::finding_without_evidence: document.findings.front().evidence.clear(); [[fallthrough]];
    case At::finding: document.findings.front().text = sentence; break;
    case At::decision: document.dispositions.front().text = sentence; break;
    }
    return document;
}

bool finds(const Row& row, const std::string& sentence) {
    const auto base = drafts::named(row.draft);
    const auto report =
        check(with(drafts::document(base.document), row.at, sentence), drafts::facts(base.facts), base.stage);
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const Finding& f) { return f.check == row.check; });
}

const std::vector<Row> wrong{
    {drafts::upheld,
     "K05",
     At::reasoning,
     {"被申请人未查清果园的实际权属，主要事实没有查清。",
      "原处理意见认定的事实与在案证据不符，依法应当予以撤销。",
      "街道办作出处理意见前未告知申请人陈述申辩的权利，程序不合法。",
      "被申请人仅凭一张照片即作认定，缺乏充分证据。",
      "处理意见引用的条款与本案无关，属于适用法律、政策不当。", "原处理意见认定事实不清楚。",
      "本机关认为申请人的主张有理，原处理意见确有事实不清的问题。",
      "原办理机关所作处理意见缺乏事实根据和法律依据。", "被申请人的行为违反了法定程序。",
      "经审理查明，新阳街道对果园四至未作测量，其处理意见认定的主要事实不清，依法应予撤销。",
      "处理意见书未引用任何法律依据，适用依据明显错误。",
      "被申请人越权作出认定，且程序违法，本机关予以纠正。", "申请人诉称被申请人程序违法属实。",
      "本机关认为，申请人关于程序违法的意见成立，应予采纳。", "被申请人未提交清点表原件，原认定证据不足。"}},
    {drafts::set_aside,
     "K05",
     At::reasoning,
     {"原处理意见事实清楚、依据充分、处理得当，申请人的复查请求不能成立，应予维持。",
      "被申请人所作处理意见正确，应当予以维持。",
      "综上，原处理意见认定事实清楚、适用法律法规正确、处理程序合法，本机关予以维持。",
      "本机关认为，原处理意见认定事实清楚，证据充分，适用依据正确，内容适当。",
      "经复查，原处理意见正确，予以维持，但应当说明理由。"}},
    {drafts::upheld,
     "K07",
     At::addition,
     {"申请人如对复查意见不服，可于收到本意见书之日起30日内，向福建省人民政府提出复核申请。",
      "申请人不服本意见的，可以通过诉讼途径解决。", "如不服，可以在法定期限内申请行政复议或提起行政诉讼。",
      "本意见为最终处理意见，申请人不得再就此事信访。",
      "申请人若对本复查意见不服，请于收到之日起10日内向厦门市人民政府申请复核。",
      "申请人对复查结果不服的，应当在60日内向厦门市人民政府申请复核。",
      "申请人有异议，可以在收到本意见书之日起60日内依法申请行政复议。",
      "本复查意见作出后信访程序终结，各级机关不再受理申请人的同一诉求。",
      "申请人不服本复查意见，可向海沧区人民政府申请复核。"}},
    {drafts::re_reviewed,
     "K07",
     At::addition,
     {"申请人如仍不服，可依法向有管辖权的人民法院提起诉讼。", "对本意见不服，可以向省信访局申诉。"}},
    {drafts::upheld,
     "K04",
     At::finding,
     {"申请人反映的问题不属实。", "经调查核实，申请人的诉求缺乏事实和法律依据，本机关不予支持。",
      "经核实，反映情况部分属实。", "申请人的请求没有政策依据。"}},
    {drafts::upheld,
     "K04",
     At::finding_without_evidence,
     {"2024年8月26日，被申请人组织清点，申请人到场。补偿款已发放。", "申请人户有果树若干，已由村委会确认。"}},
    {drafts::set_aside, "K05", At::decision, {"维持原处理意见", "对原处理意见予以维持"}},
    {drafts::upheld,
     "K05",
     At::decision,
     {"撤销原处理意见，由被申请人重新处理", "责令被申请人于30日内重新作出处理意见"}},
    {drafts::upheld,
     "K04",
     At::addition,
     {"补偿标准为每亩xxx元。", "由区××局负责落实。", "期限至2026年 月 日止。",
      "联系人：＿＿＿，电话：＿＿＿。", "[请补充事实]2026年3月2日到场。",
      "申请人（姓名）于2026年×月×日到场。", "补偿款     元已于2026年3月发放。"}},
};

const std::vector<Row> right{
    {drafts::upheld,
     "K05",
     At::reasoning,
     {"本案争议的焦点是原处理意见是否事实不清。",
      "申请人提出：一、原处理意见事实不清；二、适用依据错误；三、程序违法。本机关逐项审查如下。",
      "申请人所提“事实不清、程序违法”的意见，与查明的情况不符。",
      "对原处理意见提出的程序违法一说，本机关不予采纳。",
      "至于程序违法的主张，因申请人未提供线索，本机关不予支持。",
      "申请人提交的证据不足以推翻清点表的记载。",
      "现有证据不足以证明申请人是果园的承包人，被申请人不予补偿正确。",
      "被申请人认定申请人的承包权证据不足，不予补偿，并无不当。",
      "如原处理意见主要事实不清，本机关自当撤销，然而经查并非如此。",
      "原处理意见既非主要事实不清，亦非适用依据错误。",
      "本机关并未发现原处理意见存在主要事实不清、证据不足、适用依据错误、违反法定程序、超越或者滥用职权的情形"
      "。",
      "施工单位未办许可，程序违法，已由城管部门另案处罚。",
      "法律规定的撤销情形包括主要事实不清、证据不足、适用依据错误。",
      "申请人的主要理由是：处理意见事实不清，适用法律错误。",
      "针对申请人提出的适用依据错误问题，本机关认为，土地管理法第四十八条可以适用。",
      "被申请人没有违反法定程序。",
      "综合全案，原处理意见没有超越职权或者滥用职权。",
      "申请人指责被申请人滥用职权，无事实依据。",
      "就申请人反映的程序违法问题，经核查送达回证，程序并无违反。",
      "虽申请人坚持认为证据不足，但三份证据相互印证。",
      "根据规定，只有主要事实不清、证据不足等情形才应当撤销。",
      "不能据此认为原处理意见事实不清。",
      "原意见所涉2019年批复已被上级以适用依据错误为由撤销，但与本案补偿标准无关。",
      "申请人请求认定被申请人程序违法，理由不充分。"}},
    {drafts::set_aside,
     "K05",
     At::reasoning,
     {"关于程序，被申请人的处理程序合法。关于事实，鉴定没有分析成因，主要事实不清。",
      "被申请人主张其意见事实清楚、证据确凿、适用依据正确、程序合法，与查明的情况不符。",
      "撤销并非意味着处理意见一无是处，其程序合法部分应予肯定，但主要事实不清。",
      "申请人认为应予支持，被申请人认为应当维持其处理意见。",
      "对第二项以外的内容，本机关认为被申请人处理程序合法。"}},
    {drafts::upheld,
     "K07",
     At::addition,
     {"申请人不服厦门市海沧区人民法院（2023）闽0205行初1号行政判决，可以依法上诉，与本事项无关。",
      "申请人对房屋征收补偿决定不服的，可以依法申请行政复议或者提起行政诉讼，该决定不在本复查范围内。",
      "申请人可以依照《中华人民共和国行政复议法》另行对该处罚申请复议。",
      "自收到本意见书之日起30日内，申请人可以书面请求厦门市人民政府复核；请求复核应当提交复核申请书和本意见书"
      "。",
      "本意见书一式五份。",
      "申请人如不服本复查意见，可自收到本复查意见书之日起30日内向厦门市人民政府提出复核请求，不得同时向其他机"
      "关提出。",
      "申请人可以依法通过民事诉讼途径向邻户主张权利。", "逾期未请求复核的，视为接受本复查意见。",
      "申请人2023年不服行政复议决定，向人民法院起诉，法院判决驳回其诉讼请求。",
      "申请人不服仲裁裁决，可以依照裁决书载明的期限向人民法院起诉，该争议不属于信访事项。",
      "申请人认为可以提起行政诉讼的，不影响其依法行使诉权，但不属于本机关审查范围。",
      "请求复核时，可以委托代理人。",
      "本机关告知申请人，若对评估报告有异议，可以向评估专家委员会申请鉴定。"}},
    {drafts::re_reviewed,
     "K07",
     At::reasoning,
     {"申请人不服复查意见，可以请求复核，本机关已依法受理。", "申请人依法可以就违建问题向城市管理部门举报。",
      "信访人对处理意见、复查意见不服的，可以依照《信访工作条例》第三十五条、第三十六条请求复查、复核，申请人"
      "的请求符合该规定。"}},
    {drafts::upheld,
     "K04",
     At::finding,
     {"申请人2024年8月26日在清点表上签名，清点表记载龙眼树46株。上述事实有清点表为凭。",
      "经向邻户庄某调查，其称果树系本人种植；清点表亦无申请人另行登记的记录。以上有询问笔录为证。",
      "2024年8月26日，被申请人组织清点，申请人到场。经核对航拍影像，0.73亩属邻户承包地。",
      "被申请人已于2026年3月作出答复，该答复有送达回证在卷，申请人对签收没有异议。"}},
    {drafts::upheld,
     "K04",
     At::finding_without_evidence,
     {"上述事实有清点表、转账凭证为凭。补偿款9312元已发放。", "据清点表记载，申请人户有龙眼树46株。",
      "经查阅档案，补偿款已于2024年11月5日发放。", "清点表、转账回单等证据足以认定补偿款已发放。"}},
    {drafts::upheld,
     "K05",
     At::decision,
     {"申请人关于撤销原处理意见的请求，不予支持", "驳回申请人变更原处理意见的请求",
      "请被申请人做好解释工作"}},
    {drafts::upheld,
     "K04",
     At::addition,
     {"补偿面积为4×6=24平方米。", "车牌号闽D×××12的车辆停放在消防通道。", "身份证号码350205********0013。",
      "户主李××（已故）名下的房屋由其子继承。", "会议纪要〔2025〕3号（略去无关内容）已附卷。",
      "补偿款已由申请人之妻（见户口簿）签收。", "待补偿款发放后再行核对。",
      "以上（一）（二）两项均已落实。"}},
};

} // namespace

TEST(Sentences, That_are_wrong_are_found_wherever_they_stand) {
    for (const auto& row : wrong)
        for (const auto* sentence : row.sentences)
            EXPECT_TRUE(finds(row, sentence)) << row.check << " " << sentence;
}

TEST(Sentences, That_are_right_are_left_alone) {
    for (const auto& row : right)
        for (const auto* sentence : row.sentences)
            EXPECT_FALSE(finds(row, sentence)) << row.check << " " << sentence;
}

} // namespace docket::review::check
