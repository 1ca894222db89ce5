#include "tests/support/invented_letters.hpp"

#include <algorithm>
#include <array>

namespace docket::testing {

namespace {
constexpr std::array<std::u32string_view, 12> sentences{
    U"我是{地}居民，现就{事}的问题向贵局反映。",
    U"自{日}起，{事}一直没有解决，严重影响居民休息。",
    U"我曾拨打电话{号}向{地}反映，工作人员答复三十日内处理。",
    U"{地}于{日}作出海信访〔2026〕{数}号处理意见，我不服。",
    U"请求责令{地}对{事}重新调查处理，并书面答复。",
    U"因{事}造成的损失共计{数}元，请求依法补偿。",
    U"邻居{名}和{名}也可以证明上述情况属实。",
    U"以上所述如有不实，本人愿意承担相应的法律责任。",
    U"{名}多次到现场查看，没有得到满意的答复。",
    U"现场照片和缴费凭证附后，请查收。",
    U"施工单位夜间二十二点以后仍在作业，机器轰鸣。",
    U"希望贵局督促{地}尽快落实，给群众一个说法。"};
constexpr std::array<std::u32string_view, 12> matters{
    U"夜间施工噪音扰民", U"雨水管堵塞积水", U"渣土车抛洒扬尘", U"电梯停运", U"违章搭盖", U"占道经营",
    U"路灯不亮",         U"拖欠工资",       U"征收补偿款发放", U"物业收费", U"污水直排", U"消防通道堵塞"};
constexpr std::u32string_view families = U"林陈黄张吴李王郑蔡刘杨许谢邱曾苏洪庄叶沈",
                              given = U"阿建美国志秀文雅明华珍强玲辉海燕德成宝丽";
constexpr std::u32string_view rare = U"蓁翯甯堃喆昱淼鑫皓赟峣岚屹珩琰瑄澍濛灏炘烨熠牧瞻禾稷笙筱";
constexpr std::u32string_view places =
    U"海沧东孚新阳嵩屿温厝鼎美莲花后井青礁锦里霞阳祥露芸美石塘囷瑶贞庵龙山苏河";
} // namespace

std::u32string InventedLetters::next() {
    std::u32string out;
    while (out.size() < 352 + random_.below(84)) out += filled(sentences[skewed(sentences.size())]);
    return out;
}

std::u32string InventedLetters::name() {
    return {of(families), of(given), random_.below(9) == 0 ? of(rare) : of(given)};
}

std::u32string InventedLetters::place() {
    const auto at = skewed(places.size() / 2) * 2;
    return std::u32string(places.substr(at, 2)) + U"街道" + of(places) + of(places) + U"路" + number(3) +
           U"号";
}

std::u32string InventedLetters::matter() { return std::u32string(matters[skewed(matters.size())]); }

std::u32string InventedLetters::number(std::size_t digits) {
    std::u32string out(1, static_cast<char32_t>(U'1' + random_.below(9)));
    while (out.size() < digits) out += static_cast<char32_t>(U'0' + random_.below(10));
    return out;
}

std::u32string InventedLetters::value(char32_t kind) {
    switch (kind) {
    case U'名': return name();
    case U'地': return place();
    case U'事': return matter();
    case U'号': return U"139" + number(8);
    case U'日': return U"2026年" + number(1) + U"月" + number(1) + U"日";
    default: return number(4);
    }
}

std::u32string InventedLetters::filled(std::u32string_view sentence) {
    std::u32string out;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (sentence[i] != U'{') {
            out += sentence[i];
            continue;
        }
        out += value(sentence[i + 1]);
        i += 2;
    }
    return out;
}

} // namespace docket::testing
