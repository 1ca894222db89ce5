// One sentence at a time: what a rule reads from words, beside the whole drafts of fixtures/drafts.
#include "tests/unit/review/check/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket::review::check {

namespace {

// The draft with this paragraph as its only reasoning; whether the check finds anything in it.
bool finds(const std::string& draft, const std::string& check_id, const std::string& sentence) {
    auto base = drafts::named(draft);
    auto document = drafts::document(base.document);
    document.reasoning.paragraphs = {sentence};
    const auto report = check(document, drafts::facts(base.facts), base.stage);
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& f) {
        return f.check == check_id && f.place == "reasoning/paragraphs/1";
    });
}

constexpr auto notice = "K01/sound-4";

} // namespace

TEST(Reasons, Against_upholding_are_heard_whoever_of_the_organs_they_name) {
    for (const char* sentence : {
             "新阳街道办事处未核对承包合同即下结论，属主要事实不清。",
             "被申请人援引的文件已于2023年废止，适用依据错误。",
             "被申请人未听取申请人陈述，违反法定程序，应当予以纠正。",
             "原处理意见证据不足，被申请人没有提交任何测绘成果。",
             "申请人认为原处理意见认定事实错误，该主张成立，应予支持。",
             "被申请人对不属于其职责的事项作出处理，超越职权。",
             "综上，原处理意见应予撤销。",
             "本机关经审查认为，原处理意见结论明显不当。",
             "申请人所述属实。原处理意见主要事实不清、证据不足，适用依据亦有错误。",
             "被申请人程序违法，本机关予以确认。",
         })
        EXPECT_TRUE(finds(drafts::upheld, "K05", sentence)) << sentence;
}

TEST(Reasons, Of_others_denied_or_told_of_rules_contradict_nothing) {
    for (const char* sentence : {
             "申请人称原处理意见主要事实不清、违反法定程序，但未提交任何证据。",
             "申请人以原处理意见适用依据错误为由请求撤销，理由不能成立。",
             "申请人关于被申请人滥用职权的说法没有事实根据。",
             "本机关没有发现被申请人有超越职权、滥用职权或者违反法定程序的情形。",
             "申请人的代理人提出，处理意见证据不足。本机关经核对，各项证据齐备。",
             "原处理意见不存在主要事实不清、证据不足的问题。",
             "申请人主张的误工损失证据不足，不予支持。",
             "其要求赔偿的请求证据不足。",
             "经复查，原处理意见并不构成程序违法。",
             "结论明显不当的，复查机关可以变更；本案不属此列。",
             "2024年的第一次处理意见因主要事实不清已被撤销，被申请人重新调查后作出本次处理意见。",
             "申请人质疑鉴定程序违法，鉴定机构已作出合理说明。",
             "处理意见书所引《信访条例》名称有笔误，属于适用依据表述上的瑕疵，不影响结论。",
             "申请人要求认定原处理意见应予撤销，缺乏依据。",
             "该情形难以认定为程序违法。",
         })
        EXPECT_FALSE(finds(drafts::upheld, "K05", sentence)) << sentence;
}

TEST(Reasons, That_find_nothing_wrong_contradict_setting_aside) {
    for (const char* sentence : {
             "原处理意见认定事实清楚，证据确凿，适用依据正确，程序合法，结论适当。",
             "被申请人的处理意见并无不当，应予维持。",
             "经审查，被申请人所作处理意见事实清楚、证据充分、程序合法、适用法律正确，本机关予以支持。",
             "被申请人的答复意见依法应当维持。",
         })
        EXPECT_TRUE(finds(drafts::set_aside, "K05", sentence)) << sentence;
    for (const char* sentence : {
             "处理意见应当事实清楚、证据确凿、适用依据正确、程序合法，被申请人没有做到。",
             "被申请人认为其处理意见事实清楚、证据确凿、适用依据正确、程序合法。",
             "原处理意见虽然程序合法，但主要事实不清。",
             "原处理意见难以认定为事实清楚、证据充分、程序合法。",
             "申请人请求撤销，被申请人请求维持，本机关逐一审查如下。",
         })
        EXPECT_FALSE(finds(drafts::set_aside, "K05", sentence)) << sentence;
}

TEST(Remedies, That_do_not_exist_are_seen_in_the_words_of_a_review) {
    for (const char* sentence : {
             "如不服本复查意见，可在收到之日起六十日内申请行政复议。",
             "申请人不服的，可以依法向海沧区人民法院提起行政诉讼。",
             "申请人对本复查意见有异议的，有权自收到之日起六个月内起诉。",
             "如对本意见不服，可自收到本意见书之日起15日内向厦门市人民政府请求复核。",
             "申请人不服本复查意见的，可以自收到之日起30日内向福建省人民政府请求复核。",
             "申请人不服本意见，可于三十个工作日内向厦门市人民政府申请复核。",
             "本复查意见为信访终结意见。",
             "本意见作出后，申请人以同一事实和理由再次提出的，各级机关、单位不再受理。",
             "收到本意见书后，申请人可以向人民法院起诉。",
             "申请人如果不同意上述意见，可选择申请行政复议，也可直接向人民法院提起诉讼。",
         })
        EXPECT_TRUE(finds(drafts::upheld, "K07", sentence)) << sentence;
}

TEST(Remedies, Of_other_matters_or_of_the_past_are_left_alone) {
    for (const char* sentence : {
             "申请人曾于2021年提起行政诉讼，人民法院裁定驳回起诉。",
             "申请人不服征收补偿决定，于2022年3月向人民法院提起行政诉讼，该案已审结。",
             "申请人对该行政处罚决定不服的，可以依法申请行政复议。",
             "申请人与邻居的相邻权争议属于民事纠纷，可以向人民法院起诉。",
             "本意见不属于行政复议和行政诉讼的受案范围。",
             "申请人如不服本复查意见，可以自收到之日起30日内向厦门市人民政府请求复核。",
             "申请人不服本意见的，可自收到本意见书之日起三十日内向厦门市政府申请复核。",
             "处理意见书告知申请人可以在三十日内向本机关请求复查，告知无误。",
             "被申请人曾书面告知申请人，对房屋征收补偿决定不服可以申请行政复议。",
             "现已复查终结。",
             "被申请人以不再受理为由拒收材料，不符合规定。",
             "关于工伤认定，申请人可以向劳动能力鉴定机构申请再次鉴定。",
             "双方可以就租金争议申请仲裁。",
             "申请人可以凭本意见书到街道办领取补偿款。",
         })
        EXPECT_FALSE(finds(drafts::upheld, "K07", sentence)) << sentence;
}

TEST(Remedies, Beyond_a_re_review_do_not_exist) {
    for (const char* sentence : {
             "如不服本复核意见，可以向上级信访部门继续反映。",
             "申请人不服的，可以自收到之日起30日内向厦门市人民政府申请复核。",
             "对本复核意见不服的，可以向人民法院提起行政诉讼。",
         })
        EXPECT_TRUE(finds(drafts::re_reviewed, "K07", sentence)) << sentence;
    for (const char* sentence : {
             "本复核意见为信访终结意见，各级机关、单位不再受理。",
             "申请人不服复查意见，于法定期限内向本机关请求复核，符合规定。",
             "申请人今后生活确有困难的，可以向街道办申请临时救助。",
             "不得再就同一事项申请复查、复核。",
         })
        EXPECT_FALSE(finds(drafts::re_reviewed, "K07", sentence)) << sentence;
}

TEST(Placeholders, Left_in_a_draft_are_seen) {
    for (const char* sentence : {
             "补偿款×××元已经支付。",
             "经查，2026年××月××日被申请人到场。",
             "被申请人____年答复申请人。",
             "（待补充）",
             "理由：待补充。",
             "申请人于　　年，【】到场。",
             "由XX局负责办理。",
             "被申请人于某年某月某日作出答复。",
             "申请人已领取补偿款＿＿＿＿元。",
             "○○街道办事处已经整改。",
             "该款项为（　）元。",
             "（此处填写理由）",
             "{{理由}}",
             "理由同前（略）。",
             "补偿标准为？？元每亩。",
             "申请人住址为**路**号。",
         })
        EXPECT_TRUE(
            finds(drafts::upheld, "K04",
                  std::string("申请人在规定的期限内提出请求，被申请人已于2026年3月2日答复。") + sentence))
            << sentence;
}

TEST(Placeholders, Are_not_masked_names_quotations_or_numbers) {
    for (const char* sentence : {
             "判决书载明“张某某与李××系夫妻关系”。",
             "证人陈××到场陈述。",
             "房间长3×4米，共2×2间。",
             "二○二一年签订的合同，二〇〇九年到期。",
             "手机号139****0001登记在申请人名下。",
             "依据《关于××片区征收补偿方案的批复》办理。",
             "设备型号XX-100与送货单一致。",
             "申请人等待定损结果。",
             "被申请人已告知其待补充材料后再来。",
             "该事实尚待查证，故原意见应重新作出。",
             "申请表（见附件）已归档。",
             "【法释〔2018〕1号】第一条有规定。",
             "合同约定“交付日期为____年__月__日”，该栏空白。",
             "有待核实的部分由被申请人另行答复。",
             "申请人张某于当日签收。",
             "表中“备注（略）”一栏不影响认定。",
         })
        EXPECT_FALSE(
            finds(drafts::upheld, "K04",
                  std::string("申请人在规定的期限内提出请求，被申请人已于2026年3月2日答复。") + sentence))
            << sentence;
}

TEST(Notices, May_tell_rights_and_offer_no_remedy) {
    EXPECT_TRUE(finds(notice, "K07", "对本告知不服的，可以自收到之日起60日内申请行政复议。"));
    EXPECT_FALSE(finds(notice, "K07", "您可以申请办理人员回避，也可以委托一至二名代理人。"));
}

TEST(Words, Name_claims_and_not_items_of_a_law) {
    EXPECT_EQ(claims_named(U"关于第二项请求和第三项请求"), (std::vector{2, 3}));
    EXPECT_TRUE(claims_named(U"依据条例第三十五条第一款第二项").empty());
}

TEST(Words, Are_quoted_as_they_stand_in_the_document_whatever_their_width) {
    const Text text(Part::reasoning, 0, "reasoning/paragraphs/1", "補償款　ＸＸ元");
    const auto at = find(text.chars(), {U"补偿款"});
    ASSERT_TRUE(at);
    EXPECT_EQ(text.quote(*at), "補償款");
}

} // namespace docket::review::check
