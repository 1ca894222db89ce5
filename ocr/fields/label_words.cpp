#include "ocr/fields/label_words.hpp"

#include <initializer_list>
#include <string_view>

namespace docket::ocr {
namespace {

using Parts = std::initializer_list<std::u32string_view>;

class Composer {
  public:
    // Every head before every tail.
    void add(Label label, Parts heads, Parts tails) {
        for (const auto head : heads)
            for (const auto tail : tails) add(label, std::u32string(head) + std::u32string(tail));
    }
    void add(Label label, Parts words) {
        for (const auto word : words) add(label, std::u32string(word));
    }
    std::vector<LabelWord> words() && { return std::move(words_); }

  private:
    void add(Label label, std::u32string word) { words_.emplace_back(std::move(word), label); }

    std::vector<LabelWord> words_;
};

void add_people(Composer& all) {
    all.add(Label::applicant, {U"申请人", U"复查申请人", U"复核申请人", U"信访人", U"反映人",   U"来信人",
                               U"写信人", U"投诉人",     U"举报人",     U"求助人", U"建议人",   U"上访人",
                               U"申诉人", U"控告人",     U"具名人",     U"诉求人", U"检举人",   U"陈情人",
                               U"当事人", U"报告人",     U"来访人",     U"请求人", U"具申请人", U"投书人"},
            {U"", U"姓名", U"签名", U"签字", U"签章", U"签署"});
    all.add(Label::applicant, {U"申请人代表", U"反映群众", U"姓名", U"姓名（名称）", U"信访代表", U"本人签名",
                               U"自", U"本人签字", U"签字", U"申请复查的人", U"申请复核的人"});
    all.add(Label::signers, {U"全体", U"共同", U"联名"},
            {U"反映人", U"申请人", U"信访人", U"投诉人", U"诉求人", U"签名人", U"签名"});
    all.add(Label::signers, {U"诉求人", U"申请人", U"反映人", U"投诉人", U"信访人"}, {U"名单"});
    all.add(Label::signers, {U"签名人", U"联名人", U"签名", U"签名手印", U"居民签名", U"村民签名",
                             U"业主签名", U"大家签名", U"签名如下", U"群众签名", U"群众签名如下",
                             U"签名按手印的有", U"签名手印的有", U"自己签的名字", U"大家签的名字"});
    all.add(Label::agent, {U"委托代理人", U"代理人", U"法定代表人", U"联系人"});
}

void add_organs(Composer& all) {
    all.add(Label::respondent, {U"被申请", U"被反映", U"被投诉", U"被举报", U"被信访"},
            {U"单位", U"机关", U"人"});
    all.add(Label::respondent, {U"被申请人名称", U"责任单位", U"对方单位"});
    all.add(Label::original, {U"", U"原"},
            {U"处理机关", U"处理单位", U"办理机关", U"办理单位", U"答复机关", U"答复单位"});
    all.add(Label::original, {U"作出处理意见的机关", U"作出答复意见的机关", U"作出处理意见的单位"});
    all.add(Label::reviewer, {U"原复查机关", U"复查机关", U"复查单位", U"作出复查意见的机关"});
}

void add_particulars(Composer& all) {
    for (const auto who : writers) {
        all.add(Label::id, {who}, {U"身份证", U"身份证号", U"身份证号码", U"证件号码"});
        all.add(Label::phone, {who}, {U"电话", U"手机", U"手机号", U"联系电话", U"联系方式"});
        all.add(Label::address, {who}, {U"住址", U"地址", U"通讯地址", U"联系地址", U"地址、电话"});
    }
    all.add(Label::id,
            {U"身份证", U"公民身份", U"公民身份证", U"居民身份证", U"证件", U"身份证件", U"有效证件"},
            {U"号码", U"号"});
    all.add(Label::id, {U"身份证"});
    all.add(Label::phone, {U"", U"联系", U"本人"}, {U"电话", U"手机"});
    all.add(Label::phone, {U"电话号码", U"手机号", U"手机号码", U"联系方式", U"联系电话号码", U"联系手机号",
                           U"电话联系", U"手机联系", U"联系", U"联络方式"});
    all.add(Label::address,
            {U"", U"家庭", U"联系", U"通讯", U"通信", U"现", U"现居住", U"居住", U"常住", U"共同", U"户籍"},
            {U"住址", U"地址"});
    all.add(Label::address,
            {U"住所", U"住所地", U"户籍地", U"户籍所在地", U"居住地", U"现居住地", U"现居地", U"现住地",
             U"现住", U"住处", U"家庭住所", U"住址电话", U"地址电话", U"住址、电话", U"地址、电话"});
}

void add_papers(Composer& all) {
    all.add(Label::letter_date,
            {U"", U"申请", U"落款", U"来信", U"填表", U"填写", U"投诉", U"反映", U"写信", U"提交", U"递交",
             U"报告", U"书写", U"信访"},
            {U"日期", U"时间"});
    all.add(Label::received, {U"收到", U"签收", U"送达", U"收悉", U"领取"}, {U"日期", U"时间"});
    all.add(Label::issued,
            {U"作出", U"出具", U"答复", U"复查", U"处理", U"意见书", U"处理意见", U"复查意见", U"发文",
             U"文书", U"处理意见书", U"复查意见书"},
            {U"日期", U"时间"});
    all.add(Label::number,
            {U"", U"意见书", U"处理意见", U"处理意见书", U"复查意见", U"复查意见书", U"答复", U"原答复",
             U"原处理意见", U"文书", U"答复意见"},
            {U"文号", U"编号"});
    all.add(Label::number, {U"处理意见号", U"复查意见号", U"意见书号"});
}

void add_headings(Composer& all) {
    all.add(Label::requests, {U"",         U"复查",     U"复核",     U"信访",       U"申请",     U"我的",
                              U"我们的",   U"具体",     U"主要",     U"现",         U"特",       U"申请人",
                              U"反映人",   U"投诉",     U"当事人",   U"共同",       U"申请人的", U"反映人的",
                              U"投诉人的", U"信访人的", U"当事人的", U"我们共同的", U"大家的",   U"诉求人的"},
            {U"请求", U"诉求", U"要求"});
    all.add(Label::requests, {U"请求", U"申请", U"诉求", U"要求", U"复查", U"复核"}, {U"事项", U"如下"});
    all.add(Label::requests, {U"恳请", U"请求部分", U"诉求部分", U"申请人希望", U"申请人恳请"});
    all.add(Label::facts, {U"事实", U"主要事实", U"基本事实", U"事实经过", U"事情经过", U"经过", U"反映事项",
                           U"反映事由", U"事由", U"反映情况", U"反映问题", U"投诉事项", U"情况说明",
                           U"补充情况", U"基本情况", U"事实部分", U"理由部分"});
    all.add(Label::facts, {U"事实与", U"事实和", U"事实及", U"申请", U"", U"具体", U"主要", U"不服"},
            {U"理由", U"理由如下"});
    all.add(Label::facts, {U"此致", U"附件", U"附", U"为何不服", U"来信内容"});
    all.add(Label::other, {U"敬礼", U"性别", U"民族", U"年龄", U"出生日期", U"出生年月", U"职业", U"工作单位",
                           U"证件类型", U"邮编", U"邮政编码", U"负责人", U"来信类别", U"人数", U"登记人"});
}

} // namespace

const std::vector<LabelWord>& label_words() {
    static const std::vector<LabelWord> words = [] {
        Composer all;
        add_people(all);
        add_organs(all);
        add_particulars(all);
        add_papers(all);
        add_headings(all);
        return std::move(all).words();
    }();
    return words;
}

} // namespace docket::ocr
