#include "tests/support/letters.hpp"

namespace docket::testing {

std::string review_application(int n) {
    const auto number = "海街信访〔2026〕" + std::to_string(n) + "号";
    return "复查申请书\n"
           "申请人：林晓舟，男，1990年1月28日出生\n"
           "公民身份号码：350205199001280395\n"
           "住址：厦门市海沧区海沧街道温厝社区温厝路218号\n"
           "联系电话：13900020115\n"
           "被申请人：厦门市海沧区人民政府海沧街道办事处\n"
           "申请人不服被申请人2026年4月28日作出的《信访处理意见书》\n"
           "（" +
           number +
           "），于2026年5月7日收到该意见书，现依\n"
           "法提出复查申请。\n"
           "复查请求：\n"
           "1. 撤销被申请人作出的" +
           number +
           "信访处理意见书。\n"
           "2. 责令被申请人对温厝路北段雨水管进行清淤。\n"
           "事实和理由：\n"
           "处理意见书没有写明所依据的法律法规条文。\n"
           "此致\n"
           "厦门市海沧区人民政府\n"
           "申请人：林晓舟\n"
           "2026年5月27日\n";
}

std::string re_review_application(int n) {
    const auto number = "海市监信复查〔2026〕" + std::to_string(n) + "号";
    return "信访事项复核申请书\n"
           "申请人：许建平，男，1972年1月13日出生\n"
           "公民身份号码：350205197201130050\n"
           "住址：厦门市海沧区新阳街道兴祥社区新景路9号301室\n"
           "联系电话：13900040337\n"
           "被申请人（复查机关）：厦门市海沧区市场监督管理局\n"
           "原办理机关：厦门市海沧区市场监督管理局新阳市场监督管理所\n"
           "申请人不服被申请人于2026年4月27日作出的《信访事项复查\n"
           "意见书》（" +
           number +
           "），该意见书于2026年5月6\n"
           "日送达申请人。现向贵机关申请复核。\n"
           "复核请求：\n"
           "1. 撤销" +
           number +
           "信访事项复查意见书。\n"
           "2. 责令新阳市场监督管理所对新景路夜间无证烧烤摊重新调查\n"
           "处理，并书面答复申请人。\n\f"
           "事实和理由：\n"
           "复查意见没有回答无证经营的问题。\n"
           "此致\n"
           "厦门市海沧区人民政府\n"
           "申请人：许建平\n"
           "2026年5月28日\n";
}

std::string first_letter(int n) {
    return "关于路灯不亮的反映\n"
           "尊敬的领导：\n"
           "我住在海沧区嵩屿街道。小区门口的路灯有" +
           std::to_string(n) +
           "盏不亮，\n"
           "晚上老人出门很不方便，请派人修理。\n"
           "反映人：黄秋月\n"
           "联系电话：13900050448\n"
           "2026年6月1日\n";
}

json::Value opinion(const std::string& reasoning) {
    using json::Array;
    using json::Object;
    return Object{
        {"findings",
         Array{
             Object{
                 {"claim", 1}, {"text", "被申请人未通知申请人到场。"}, {"evidence", Array{"现场查看记录"}}},
             Object{{"claim", 2}, {"text", "现场情况与申请人所述相符。"}, {"evidence", Array{"现场照片"}}}}},
        {"reasoning",
         Object{{"paragraphs", Array{reasoning}},
                {"citations", Array{Object{{"law", "信访工作条例"}, {"article", 35}, {"paragraph", 1}}}}}},
        {"dispositions", Array{Object{{"claim", 1}, {"outcome", "revoke_only"}, {"ground", "facts"}},
                               Object{{"claim", 2}, {"outcome", "revoke_only"}, {"ground", "facts"}}}}};
}

json::Value named(const std::string& text) { return json::Object{{"text", text}}; }
json::Value declared() { return json::Object{{"declaration", true}}; }
json::Value declining(const std::string& ground, const std::string& reason, const std::string& way) {
    json::Object out{{"ground", ground}, {"reason", reason}, {"way", way}};
    if (ground == "N6") out.set("route", 2);
    return out;
}
json::Value because(const std::string& reason) { return json::Object{{"reason", reason}}; }

json::Value served_on(const std::string& day, const std::string& proof) {
    return json::Object{{"mode", "direct"}, {"recipient", "申请人本人"}, {"on", day}, {"proof", proof}};
}

json::Value review_facts() {
    return json::Object{{"kind", "review_application"},
                        {"applicant", "林晓舟"},
                        {"sex", "男"},
                        {"respondent_code", "street-haicang"},
                        {"disputed_number", "海街信访〔2026〕12号"},
                        {"disputed_date", "2026-04-28"},
                        {"received_on", "2026-05-07"},
                        {"claims", json::Array{"撤销处理意见书", "对雨水管进行清淤"}}};
}

} // namespace docket::testing
