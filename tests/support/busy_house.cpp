#include "tests/support/busy_house.hpp"

#include "pipeline/base/digest.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace docket::testing {

namespace {
// A review application of an invented person, as the reader will say it stands on every page.
constexpr const char* every_page =
    "复查申请书\n申请人：林晓舟，男，1990年1月28日出生\n公民身份号码：350205199001280395\n"
    "住址：厦门市海沧区海沧街道温厝社区温厝路218号\n联系电话：13900020115\n"
    "被申请人：厦门市海沧区人民政府海沧街道办事处\n申请人不服被申请人2026年4月28日作出的《信访处理意见书》\n"
    "（海街信访〔2026〕12号），于2026年5月7日收到该意见书，现依\n法提出复查申请。\n复查请求：\n"
    "1. 撤销被申请人作出的海街信访〔2026〕12号信访处理意见书。\n事实和理由：\n处理意见书没有写明依据。\n"
    "此致\n厦门市海沧区人民政府\n申请人：林晓舟\n2026年5月27日\n";

std::string digest_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const Bytes bytes(std::istreambuf_iterator<char>(in), {});
    return sha256(bytes).hex();
}
} // namespace

BusyHouse::BusyHouse(const Words& more) : house_(own_.path() / "house", more) {
    std::filesystem::create_directory(own_.path() / "script");
    std::ofstream(own_.path() / "script/otherwise.json") << json::dump(json::Object{{"text", every_page}});
    for (const auto& letter : fixture_letters())
        if (letter.files.size() == 1 && letter.pages.size() == 1)
            letters_.push_back(letter.folder / letter.files.front());
}

std::string BusyHouse::hand_in() {
    const auto& letter = letters_.at(next_++);
    const auto said = house_.docket({"intake", letter.string()});
    if (said.exit != 0) throw std::runtime_error("docket intake: " + said.err);
    return digest_of(letter);
}

Words BusyHouse::work(const Words& more) const {
    Words words{"work", "--engine", "scripted", "--script", (own_.path() / "script").string()};
    words.insert(words.end(), more.begin(), more.end());
    return house_.command(words);
}

void BusyHouse::work_until_idle() const {
    const auto done = run(work({"--until-idle"}));
    if (done.exit != 0) throw std::runtime_error("docket work: " + done.err);
}

Ended docket_in(const std::filesystem::path& data, Words words) {
    words.insert(words.begin(), DOCKET_PROGRAM);
    words.insert(words.end(), {"--data", data.string()});
    return run(words);
}

std::vector<json::Value> arrivals_in(const std::filesystem::path& data) {
    const auto said = docket_in(data, {"cases", "--json"});
    const auto value = json::parse(said.out);
    if (!value) throw std::runtime_error("docket cases --json: " + said.out + said.err);
    return value->array_at("arrivals");
}

} // namespace docket::testing
