#include "ocr/fields/name_characters.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace docket::ocr {
namespace {

constexpr std::u32string_view surnames =
    U"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦"
    U"昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
    U"姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐"
    U"邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠"
    U"甄曲家封储靳段巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟"
    U"薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀"
    U"浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越隆师"
    U"巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公覃佟岳缑亢况有琴商佘佴伯赏墨"
    U"哈谯笪年爱阳揭苑练闫肖涂粘辜官兰代付邝丘侍赫仝原鹿苟展麦庹冼";

constexpr std::array<std::u32string_view, 35> double_surnames{
    U"欧阳", U"上官", U"司马", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙", U"慕容",
    U"令狐", U"司徒", U"夏侯", U"端木", U"长孙", U"宇文", U"南宫", U"独孤", U"轩辕",
    U"闻人", U"澹台", U"呼延", U"钟离", U"申屠", U"太史", U"公冶", U"濮阳", U"淳于",
    U"单于", U"万俟", U"百里", U"东郭", U"西门", U"第五", U"范姜", U"张简"};

// What people call their children by, so far as a common list goes.
constexpr std::u32string_view of_given_names =
    U"伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红梅建国文辉力志新春龙生海东斌波宁贵福元全胜学"
    U"祥才发武利清飞彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆"
    U"民友裕河哲江浩亮政谦亨奇固轮翰朗伯宏言若鸣朋梁栋维启克伦翔旭鹏泽晨辰士家致树炎德行时泰盛雄琛钧冠策腾"
    U"楠榕风航弘义良莉琴云雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶"
    U"怡婵雁蓓纨仪荷丹蓉眉君蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣飘育滢馥筠柔竹霭凝晓"
    U"欢霄枫芸菲寒伊亚宜可姬舒影荔枝阳妮宝贝初程梵罡恒鸿桦骅剑娇纪宽苛灵玛媚琪晴容睿烁堂唯威韦雯苇萱阅彦宇"
    U"雨忠宗曼紫逸贤蝶菡绿蓝儿翠烟小轩凯金水火土根财旺禄寿喜添来长庚耀祖继世传炳煌坤乾锡景山川泉源深潮炜炫"
    U"烨焕熙燕玲珠凤鸾娥姑婶嫦妙菊莲桃杏李柳芬芝芹茵莹蕾蕙兴隆昆仑岭峰岳崇峻俊儒仁礼智孝悌廉耻铭钢铁铜银锋"
    U"锐镇铨钟雷霆霖霏涵润沛济渊湘淑澄洁汉滨淼森木本杨柏桐槐榆朴材杉权彩霓虹绮绣缎织素绢丝纹绪纲经纶绵永久"
    U"延年鹤龄齐鲁晋秦楚闽台厦京津沪渝正直端庄严肃定稳真实朝晖晗曦昕昊昱显晟灿彤朱赤绛碧璇玑瑜琳琅珏珂珑瑛"
    U"璋璞珺玥玟琨瑄钦钰万千百双三四五六七八九一二大少阿洲凌寅卯巳午未申酉戌亥甲乙丙丁戊己辛壬癸标彰章奕弈"
    U"毅立厉励理俐莅耘芒芊苗苹范莞蓁蔓薛藜登攀跃迈远道遥逢运连迎迪郁郎鄂重量野里铃镜闻阔雅集霁革韬韶音颂顾"
    U"颜飒首马驰驹骁骏骥高魁鲜鸽鹃麒麟黎默鼎歌欧步毕气汝池沁沐沙泓法泱洪浚浦淳湛溪滔漫潇潘灏炯烈然煊照熹燃"
    U"牧献玄率王玫玺班珉球琇琮瑚瑰璁璟瓒甜甫用甸男画畅略皓皎盈益盼眸知石砚磐祎祐祝神祯禧禹秉科穆竞竣童笑笙"
    U"筱简箐篆精纳约纬细绎统绩缨缘罗美羲翊翎耕聆联胤舜舟艾节芃芙芦花芷苏茉荃莱菀菱萃萌萧董葵蒙蓬蔚蕴薪藏虎"
    U"蛟蜜衍衡褚观觉训许诗语诺谊谋谨豫贺赞越趣路车轲载辅边迅近逊遇遐遵邹郑鉴慧鑫声乃惠宪仙仕任仲佑佩侃侠倜"
    U"偲傲兆充兵冀冕勋勉北匡卉南卫印召史合吟周呈品唐喆囡圆圣坊垒城塘境墨夏多太央奋奎奥妃妤姝姗姚姿娓娘嫣嫱"
    U"嬴孔存孜季孺宋宙宣宸密寻封将尊尚尤尧尹履屹岑岗峙嵘嵩州巍工左巧布师帅帆帝常幸幼广应弓归当往征律循微忍"
    U"忆忱快念怀恋恭恺悟情惟惜想意愉慎慕慨懋懿戈扬技抒抗护拓捷授掌揽播操收放效斐斗方施旋无日早旬昂易普暄暖"
    U"曙曜曲更曾望朔术枢柱查格桥梓梧棋棠椿楷槿樱橙次此殊汐汤沅沈沧治泳注洛流浓涌涓淇渔温游湖溢滋演漪澎激瀚"
    U"点烽焰焱煦熊燎爵牛狄独狮珈珩由电界番白皇皋相矜硕示社祈禅离积穗穹笃第等筝算管米粟索缃缤羚耿胡脉臣自舫"
    U"色荟莘葆蒋藩虞街表西见规览解诏试诠详谱豹贡责质资赐赛赟起趁足辈通造速遂郡采钏钗铎铝镒门闪闲间阁阙阮阵"
    U"陆陈际陶隽隐雀雍霜靓非鞠韩饶骄骆鲲鸥鹂鹊麦黄";

// Words of grammar, which no name holds.
constexpr std::u32string_view of_grammar =
    U"的了是在这那我你您他她它们吗呢吧啊把被就也很还没给让且但或已将为以于与对从到向所其此";

// How much likelier a character is in a name than any other, as a logarithm.
float fit(const Running& letter, Span name, std::size_t at, char32_t c) {
    constexpr float no_surname = -4, no_given = -1.5F, grammar = -5;
    const auto place = at - name.begin;
    if (place == 0 && surnames.find(c) == surnames.npos) {
        const std::u32string two{c, name.end - name.begin > 2 ? letter.simple()[at + 1] : U'\0'};
        return std::ranges::find(double_surnames, two) == double_surnames.end() ? no_surname : 0;
    }
    if (place == 0) return 0;
    if (text::is_one_of(c, of_grammar)) return grammar;
    return of_given_names.find(c) == of_given_names.npos ? no_given : 0;
}

} // namespace

bool has_surname(std::u32string_view name) {
    if (name.size() < 2) return false;
    if (name.size() > 2 && std::ranges::find(double_surnames, name.substr(0, 2)) != double_surnames.end())
        return true;
    return surnames.find(text::simplified(name.substr(0, 1))[0]) != surnames.npos;
}

void cut_greeting(std::u32string_view& signature) {
    constexpr std::array<std::u32string_view, 8> greetings{U"谨上", U"敬上", U"谨呈", U"敬呈",
                                                           U"谨启", U"敬启", U"叩上", U"拜上"};
    const auto word = std::ranges::find_if(greetings, [&](auto w) { return signature.ends_with(w); });
    if (word == greetings.end()) return;
    signature.remove_suffix(word->size());
    while (!signature.empty() && !text::is_han(signature.back()))
        signature.remove_suffix(1); // a blank misread
}

std::u32string likely_name(const Running& letter, Span name) {
    constexpr float sure = 0.95F; // what the reader was sure of stands
    constexpr std::size_t longest = 4;
    std::u32string out(letter.text(name));
    if (out.size() > longest || letter.text(name) != letter.simple(name)) return out;
    for (auto at = name.begin; at < name.end; ++at) {
        const auto& glyph = *letter.place(at).glyph;
        if (glyph.confidence >= sure) continue;
        auto& best = out[at - name.begin];
        const auto weight = [&](char32_t c, float confidence) {
            return std::log(std::max(confidence, 1e-4F)) + fit(letter, name, at, c);
        };
        float most = weight(best, glyph.confidence);
        for (const auto& other : glyph.others) {
            // The other engine is surer of itself than it should be: no choice weighs more than what was
            // chosen.
            const float here = weight(other.ch, std::min(other.confidence, glyph.confidence));
            if (here > most && text::is_han(other.ch)) best = other.ch, most = here;
        }
    }
    return out;
}

} // namespace docket::ocr
