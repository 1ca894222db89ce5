#include "pipeline/doctor/checks.hpp"

#include "pipeline/doctor/judge.hpp"

#include <algorithm>
#include <array>

namespace docket::doctor {

namespace {
constexpr std::array table{
    Check{"space", "磁盘空间", check::space},       Check{"store", "数据库", check::store},
    Check{"clock", "时钟", check::clock},           Check{"calendar", "节假日安排", check::calendar},
    Check{"engines", "识读引擎", check::engines},   Check{"faces", "字体", check::faces},
    Check{"children", "试读一页", check::children}, Check{"chain", "操作记录", check::chain},
    Check{"ledger", "收件账", check::ledger},       Check{"queue", "队列", check::queue},
    Check{"backup", "备份", check::backup},         Check{"guarded", "文件权限", check::guarded},
    Check{"door", "对外地址", check::door}};
} // namespace

std::string_view name(Level level) {
    switch (level) {
    case Level::ok: return "ok";
    case Level::warning: return "warning";
    case Level::fault: return "fault";
    }
    return "fault";
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : "、") + word;
    return out;
}

std::span<const Check> checks() { return table; }

std::vector<Examined> examine(Instruments& instruments) {
    std::vector<Examined> out;
    for (const auto& check : table) out.push_back({check.name, check.title, check.examine(instruments)});
    return out;
}

Level gravest(std::span<const Examined> examined) {
    Level worst = Level::ok;
    for (const auto& one : examined) worst = std::max(worst, one.finding.level);
    return worst;
}

} // namespace docket::doctor
