#include "review/likeness/common_words.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace docket::review::likeness {

namespace {

// The commonest characters of modern Chinese, about in order.
constexpr std::u32string_view common =
    U"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后"
    U"作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因"
    U"只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应"
    U"战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿"
    U"原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太"
    U"量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界"
    U"达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今"
    U"切院让识候带导争运笔呢约况转吗步写单线号服证叫往算林轮功际江集八早吧须连车斗哪似士干石满百拿群究"
    U"六河村根研坐千找块跑谁草越字脚紧爱习阵怕青半火赶唱七准团屋离脸片倒睛刚送星晚够整响雪流未底深刻伟"
    U"忙近亮轻讲农古黑呀土阳照办史改历画造嘴雨穿验菜爬睡兴";
constexpr std::size_t in_every_sentence = 60, in_most_texts = 200;

// Of letters to an office whatever their matter, simplified.
constexpr std::u32string_view phrases =
    U"尊敬的领导 尊敬的 各位领导 领导 您好 你好 敬礼 此致 信访局 信访办 信访部门 "
    U"信访事项 信访人 信访 反映人 申请人 举报人 投诉人 控告人 来信人 上访人 本人 我们 "
    U"我家 我叫 我是 他们 反映 投诉 举报 控告 检举 请求 恳请 恳求 希望 要求 申请 "
    U"请求事项 事实和理由 事实与理由 事实 理由 诉求 贵局 贵单位 贵办 有关部门 相关部门 "
    U"主管部门 职能部门 执法部门 有关单位 相关单位 部门 单位 机关 区政府 区人民政府 "
    U"人民政府 市政府 镇政府 政府 街道办事处 街道办 街道 办事处 社区居委会 社区 居委会 "
    U"村委会 村委 村里 依法 依规 依据 根据 按照 规定 法律 法规 政策 处理意见 处理 "
    U"解决 答复 回复 查处 调查 核实 核查 督促 责令 责成 协调 尽快 及时 马上 立即 "
    U"早日 至今 一直 多次 再次 曾经 情况 问题 事项 事情 意见 说法 结果 措施 方案 "
    U"因为 所以 但是 可是 如果 现在 目前 如今 已经 仍然 还是 没有 不能 不是 可以 "
    U"应当 应该 必须 需要 就是 这个 那个 这样 怎么 什么 严重影响 严重 影响 导致 "
    U"造成 存在 进行 居民 业主 群众 百姓 老百姓 村民 市民 住户 邻居 大家 生活 正常 "
    U"日常生活 合法权益 权益 利益 损失 身份证号码 身份证号 身份证 联系电话 电话 手机 "
    U"住址 地址 住在 居住 姓名 今年 去年 前年 上次 这次 之前 以前 以后 后来 当时 "
    U"当天 每天 上午 下午 晚上 月份 年底 开始 期间 左右 感谢 谢谢 为盼 特此 "
    U"工作人员 同志 书面 告知 办理 受理 经办人 办公室 负责人 负责 有人 派人 派员 "
    U"上门 联系 找过 说是 表示 认为 知道 不知 推诿 推脱 拖延 不管 无人 关于 对于 "
    U"由于 为此 因此 同时 另外 以及 或者 而且 并且 然后 其中 一个 一家 一次 两次 "
    U"三次 几次 首先 其次 最后 总之 综上 综上所述 万分 十分 非常 特别 确实 实在 "
    U"本市 本区 我区 全部 所有 任何 其他 之后 之间 时候 时间 地方 附近 周边 旁边 "
    U"附件 证据 照片 材料 复印件";

// By their first character, the longer ones first.
using Phrases = std::map<char32_t, std::vector<std::u32string_view>>;

Phrases by_first_character() {
    Phrases out;
    for (auto rest = phrases; !rest.empty();) {
        const auto end = rest.find(U' ');
        const auto phrase = rest.substr(0, end);
        out[phrase.front()].push_back(phrase);
        rest = end == std::u32string_view::npos ? std::u32string_view() : rest.substr(end + 1);
    }
    for (auto& [first, all] : out) std::ranges::sort(all, std::ranges::greater{}, &std::u32string_view::size);
    return out;
}

std::map<char32_t, std::size_t> ranks() {
    std::map<char32_t, std::size_t> out;
    for (std::size_t i = 0; i < common.size(); ++i) out.emplace(common[i], i);
    return out;
}

} // namespace

std::size_t phrase_at(std::u32string_view text, std::size_t at) {
    static const auto all = by_first_character();
    const auto found = all.find(text[at]);
    if (found == all.end()) return 0;
    for (const auto phrase : found->second)
        if (text.substr(at).starts_with(phrase)) return phrase.size();
    return 0;
}

int rarity_of(char32_t character) {
    static const auto all = ranks();
    const auto found = all.find(character);
    if (found == all.end()) return 3;
    return found->second < in_every_sentence ? 0 : found->second < in_most_texts ? 1 : 2;
}

} // namespace docket::review::likeness
