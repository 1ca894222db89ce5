// docket: one program, one verb a call. This file is the table of verbs and the one place where a failure
// becomes a line and an exit code.
#include "pipeline/app/verb.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>
#include <vector>

namespace docket::app {

namespace {

constexpr Option data{"data", "DIR", "数据目录（或环境变量 DOCKET_DATA）"};
constexpr Option as_json{"json", "", "输出 JSON"};

constexpr std::array init_options{
    data, Option{"demo", "", "演示目录：固定的演示时钟和虚构的人员"},
    Option{"office", "DIR", "机关配置目录（默认为随附的示例机关）"},
    Option{"store", "URI", "多台机器共用的数据库：postgresql://用户@主机/数据库；已有安装则加入"},
    Option{"blobs", "DIR|s3://…", "原件的存放处：文件夹或 s3://…；与 --store 同用时各台机器都能到"}};
constexpr std::array intake_options{
    data,
    Option{"received", "DATE", "纸件收到之日（默认今天，标为未确认）"},
    Option{"posted", "DATE", "邮戳日期"},
    Option{"channel", "C", "来件渠道：letter（默认）、visit、web、call、hotline"},
    Option{"as", "PERSON", "经手人"},
    Option{"again", "ARRIVAL", "这是被退回来件的重新扫描件：收到日期和期限沿用原件"},
    Option{"batch", "NAME", "这些文件是一批，由分隔单和页面内容分成各封信"},
    Option{"box", "N", "一批所在的盘号或盒号"},
    Option{"collate", "", "一批先扫正面、再倒序扫反面：交错合并（两个文件，或一个文件加 --fronts）"},
    Option{"fronts", "N", "正面扫了几页：正反面在同一个文件里时必须写，两个文件时用来核对"},
    Option{"layout", "L", "一批中文件与信的关系：by_kind（默认）、letters 每个文件一封、stack 合为一叠"},
    Option{"move", "", "收存并登记后移走原文件"},
    Option{"wait", "", "等到读完；没有 work 进程时自己读"},
    Option{"engine", "E", "与 --wait 同用的识读引擎：auto（默认）、ppocr、tesseract"}};
constexpr std::array work_options{
    data,
    Option{"queue", "Q", "只做这一队列：intake、ocr、text、archive、documents"},
    Option{"readers", "N", "识读子进程数（默认为处理器数）"},
    Option{"until-idle", "", "做完即退出"},
    Option{"metrics", "HOST:PORT", "供 Prometheus 读取的地址（默认不提供）"},
    Option{"engine", "E", "识读引擎：auto（默认）、ppocr、tesseract（测试用：scripted）"},
    Option{"script", "FILE", "scripted 引擎的剧本"}};
constexpr std::array plain_options{data, as_json};
constexpr std::array act_options{data, as_json, Option{"as", "PERSON", "操作人"},
                                 Option{"input", "FACTS.json", "该操作所需的事实（- 为标准输入）"},
                                 Option{"wait", "", "没有 work 进程时，自己完成由此产生的工作"}};
constexpr std::array separators_options{
    data, Option{"batch", "B", "批次编号（B000012）；不给则任何一盘都可用"}, Option{"box", "N", "盘号或盒号"},
    Option{"count", "K", "张数，1 到 200（默认 10）"}, Option{"out", "FILE.pdf", "写到哪个文件"}};
constexpr std::array serve_options{
    data,
    Option{"listen", "HOST:PORT",
           "监听的地址（默认为 docket.properties 的 listen，或 127.0.0.1:8765；端口 0 为任选）"},
    Option{"behind-tls-proxy", "", "在终结 TLS 的代理之后：可监听其他地址，Cookie 只经 TLS"},
    Option{"name", "NAMES", "浏览器所用的主机名，以逗号分隔（默认 127.0.0.1,localhost）"},
    Option{"no-work", "", "不自带处理队列的工作进程"},
    Option{"readers", "N", "识读子进程数（默认为处理器数）"},
    Option{"watch", "DIR", "监视文件夹：放进去的文件自动收件（默认为 office.json 的 folders.watch）"},
    Option{"web", "DIR", "构建好的页面（默认为随附的 web/dist）"},
    Option{"log", "FILE", "访问日志（默认为标准错误）"},
    Option{"metrics", "HOST:PORT",
           "供 Prometheus 读取的地址（默认为 docket.properties 的 metrics；不写则不提供）"},
    Option{"print-address", "", "只在标准输出给出地址"},
    Option{"engine", "E", "识读引擎：auto（默认）、ppocr、tesseract（测试用：scripted）"},
    Option{"script", "FILE", "scripted 引擎的剧本"}};
constexpr std::array user_options{
    data,
    as_json,
    Option{"user", "NAME", "用户名（默认为人员编号）"},
    Option{"password-file", "FILE", "密码所在的文件（- 为标准输入）；不给则生成"},
    Option{"keep-totp", "", "reset 时保留动态码（默认一并去掉）"},
    Option{"identity", "ID", "bind 时：统一身份平台给出的标识"}};
constexpr std::array backup_options{
    data, Option{"keep", "N", "只留最近 N 次备份，去掉更早的"},
    Option{"check", "", "不备份，只逐一核对已有的备份（--at 指定第几次，默认最近一次）"},
    Option{"at", "N", "与 --check 同用：第几次备份"}, Option{"list", "", "列出已有的备份"}};
constexpr std::array restore_options{
    Option{"data", "DIR", "恢复到哪个新的或空的数据目录"}, Option{"at", "N", "第几次备份（默认最近一次）"},
    Option{"store", "URI", "恢复到空的 PostgreSQL 数据库（默认为数据目录中的文件）"},
    Option{"blobs", "DIR|s3://…", "原件的存放处：文件夹或 s3://…；与 --store 同用时各台机器都能到"}};
constexpr std::array move_options{
    data, Option{"to", "URI", "移到哪里：postgresql://用户@主机/数据库；docket.db 为移回数据目录中的文件"},
    Option{"blobs", "DIR|s3://…", "原件和文书也移到这里（默认留在原处）"}};
constexpr std::array people_options{data, as_json, Option{"import", "FILE", "导入人员（JSON）"}};
constexpr std::array read_options{
    Option{"text", "", "输出规范化后的文字（默认）"},
    as_json,
    Option{"alto", "", "输出 ALTO 4（每个文件一份 XML）"},
    Option{"hocr", "", "输出 hOCR"},
    Option{"out", "DIR", "ALTO、hOCR 写入目录，每页一个文件"},
    Option{"archive", "DIR", "同时写归档副本 DIR/文件名.pdf：可检索的 PDF/A"},
    Option{"engine", "E", "auto（默认，两个引擎）、ppocr、tesseract"},
    Option{"explain", "DIR", "把每一步做了什么写成图片和 index.txt（一个文件）"}};
constexpr std::array search_options{data, as_json, Option{"rebuild", "", "重建搜索索引"},
                                    Option{"limit", "N", "最多列出几条（默认 20）"}};
constexpr std::array render_options{Option{"out", "DIR", "输出目录"},
                                    Option{"formats", "LIST", "pdf（默认）"}};
constexpr std::array calendar_options{
    data, as_json, Option{"as", "PERSON", "发布日历的管理员"},
    Option{"source", "NOTICE", "依据的通知（默认为文件中 notice 一行所写）"}};
constexpr std::array deadline_options{Option{"from", "DATE", "起算之日（当日不计）；公告送达的为公告之日"},
                                      Option{"hearing-days", "N", "听证所用天数，不计入期限（T10）"},
                                      Option{"extend", "N", "经批准延长的天数（T5，一次，不超过 30）"},
                                      Option{"until", "DATE", "交办函指定的日期（T6）"},
                                      Option{"service", "public-notice", "文书公告送达（T7、T9）"},
                                      Option{"regime", "2005|2022", "适用的条例（默认按起算之日）"},
                                      Option{"data", "DIR", "用这个数据目录中的日历（默认为随附的）"},
                                      as_json};
constexpr std::array check_options{
    Option{"case", "CASE.json", "文稿本身看不出的情况：登记、送达、已编文号（见 review/check/README.md）"},
    Option{"stage", "STAGE", "draft（默认）、sign、served"},
    Option{"office", "DIR", "机关配置目录（默认为随附的示例机关）"}, as_json};

const std::array verbs{
    Verb{"init", verb::init, init_options, "docket init --data DIR [--demo] [--store URI --blobs DIR]",
         "建立数据目录"},
    Verb{"intake", verb::intake, intake_options,
         "docket intake --data DIR [--received DATE] [--posted DATE] [--channel C] [--batch NAME "
         "[--box N] [--collate [--fronts N]]] [--wait] FILE…",
         "收件：每个文件一行结果"},
    Verb{"work", verb::work, work_options, "docket work --data DIR [--queue Q] [--until-idle]",
         "处理队列中的工作。每页识读的限度由环境变量定：DOCKET_READER_SECONDS（秒，默认 60）、"
         "DOCKET_READER_MB（内存，默认 600）"},
    Verb{"jobs", verb::jobs, plain_options, "docket jobs list|dead|requeue ID|cancel ID --data DIR",
         "查看和处置队列"},
    Verb{"cases", verb::cases, plain_options, "docket cases --data DIR [--json]", "台账：每件来件和信访事项"},
    Verb{"search", verb::search, search_options,
         "docket search WORDS --data DIR [--limit N] [--json]，docket search --rebuild --data DIR",
         "在来信全文、要素、台账和文书中搜索；本机的管理操作，不分岗位"},
    Verb{"show", verb::show, plain_options, "docket show CASE --data DIR [--json]", "一个信访事项的全部情况"},
    Verb{"duplicates", verb::duplicates, plain_options, "docket duplicates CASE --data DIR [--json]",
         "可能与一件信访事项重复的事项及其理由，和已经作出的认定；本机的管理操作，不分岗位"},
    Verb{"act", verb::act, act_options, "docket act CASE ACT --as PERSON [--input FACTS.json] --data DIR",
         "办理操作；对待人工的来件：docket act A12 register"},
    Verb{"ledger", verb::ledger, plain_options, "docket ledger --data DIR [--json]",
         "收件与页数两本账，不平则退出码为 1"},
    Verb{"audit", verb::audit, plain_options, "docket audit verify --data DIR", "校验操作记录链及其锚点"},
    Verb{"people", verb::people, people_options, "docket people --data DIR [--import FILE]", "人员"},
    Verb{"separators", verb::separators, separators_options,
         "docket separators --data DIR [--batch B] [--box N] [--count K] --out FILE.pdf",
         "可打印的分隔单：放在两封信之间一起扫描"},
    Verb{"serve", verb::serve, serve_options,
         "docket serve --data DIR [--listen 127.0.0.1:8765] [--behind-tls-proxy] [--no-work] [--web DIR]",
         "网页和接口；自带处理队列的工作进程，除非 --no-work"},
    Verb{"user", verb::user, user_options,
         "docket user add|reset|disable|enable|bind|unbind|list|demo PERSON --data DIR "
         "[--user NAME] [--password-file FILE] [--identity ID]",
         "登录账号；生成的密码只显示一次。reset 另给密码，disable 停用并立即结束其登录，enable 启用。bind "
         "使其能以统一身份平台的标识登录，unbind 解除。demo 给演示目录的每个人一个账号"},
    Verb{"read", verb::read, read_options,
         "docket read FILE… [--text|--json|--alto|--hocr] [--out DIR] [--archive DIR] [--engine "
         "auto|ppocr|tesseract]",
         "只识读，不存储"},
    Verb{"backup", verb::backup, backup_options,
         "docket backup DIR --data DIR [--keep N]，docket backup DIR --list，docket backup DIR --check [--at "
         "N]",
         "备份：不停工，只写新的内容；记入操作记录"},
    Verb{"restore", verb::restore, restore_options,
         "docket restore DIR --data NEW [--at N] [--store URI --blobs DIR]",
         "把备份恢复到空的目录或数据库，并核对账目和操作记录；中断后再运行一次即可"},
    Verb{"move", verb::move, move_options,
         "docket move --to postgresql://用户@主机/数据库 [--blobs DIR] --data DIR",
         "停工时把数据移到 PostgreSQL（或移回文件），逐表核对后才切换；中断后再运行一次即可"},
    Verb{"check", verb::check, check_options,
         "docket check FILE… [--case CASE.json] [--stage draft|sign|served] [--json]",
         "对文书 JSON 作法制审核的机器检查；有否决项则退出码为 1"},
    Verb{"calendar", verb::calendar, calendar_options,
         "docket calendar list --data DIR，docket calendar import FILE --as PERSON [--source NOTICE] --data "
         "DIR",
         "各年的放假安排；导入一年并重新计算因此变动的期限，两个日期都保留"},
    Verb{"deadline", verb::deadline, deadline_options,
         "docket deadline T1…T11 --from DATE [--hearing-days N] [--extend N] [--until DATE] [--service "
         "public-notice] [--regime 2005|2022] [--json]",
         "计算一个法定期限，并说明怎样算出"},
    Verb{"config", verb::config, plain_options, "docket config explain --data DIR [--json]",
         "数据目录的设置（docket.properties）：有哪些、现在是什么、默认是什么"},
    Verb{"doctor", verb::doctor, plain_options, "docket doctor --data DIR [--json]",
         "体检：磁盘、数据库、时钟、日历、引擎、字体、子进程、记录、账目、队列、备份、权限、地址；有故障则退"
         "出码为 1"},
    Verb{"render", verb::render, render_options, "docket render FILE --out DIR [--formats pdf]",
         "把文书 JSON 生成文件"},
    Verb{"reader-child", verb::reader_child, {}, "", "", true},
    Verb{"unpack-child", verb::unpack_child, {}, "", "", true},
    Verb{"archive-child", verb::archive_child, {}, "", "", true},
    Verb{"picture-child", verb::picture_child, {}, "", "", true},
};

int help() {
    std::cout << "docket：从扫描的来信到审核用印的法律文书\n\n";
    for (const auto& v : verbs)
        if (!v.hidden) std::cout << "  " << v.synopsis << "\n      " << v.help << '\n';
    std::cout
        << "\ndocket VERB --help 列出该命令的选项。退出码：0 完成，1 有发现或账不平，2 用法，3 无效，4 冲突，"
           "5 未找到，6 无权，7 超限，8 损坏，70 内部错误，75 暂不可用\n";
    return 0;
}

int help(const Verb& v) {
    std::cout << v.synopsis << "\n" << v.help << "\n";
    for (const auto& option : v.options)
        std::cout << "  --" << option.name << (option.value.empty() ? "" : " ") << option.value << "\n      "
                  << option.help << '\n';
    return 0;
}

int run(const Verb& v, const std::string& program, std::span<const std::string> words) {
    if (!v.hidden && std::find(words.begin(), words.end(), "--help") != words.end()) return help(v);
    const auto arguments = v.hidden ? Result<Arguments>(Arguments{}) : Arguments::parse(words, v.options);
    const auto done = arguments ? v.run({*arguments, words, program}) : Result<int>(arguments.error());
    if (done) return *done;
    complain(done.error());
    return is_usage(done.error()) ? 2 : verdict(done.error().kind).exit;
}

} // namespace

int main(std::span<char* const> argv) {
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away is an error to see, not a death
    const std::vector<std::string> words(argv.begin(), argv.end());
    if (words.size() < 2 || words[1] == "help" || words[1] == "--help") return help();
    const auto found =
        std::find_if(verbs.begin(), verbs.end(), [&](const Verb& v) { return v.name == words[1]; });
    if (found == verbs.end()) {
        complain(usage("没有命令 " + words[1] + "；docket help 列出全部命令。"));
        return 2;
    }
    try {
        return run(*found, std::filesystem::read_symlink("/proc/self/exe").string(),
                   std::span(words).subspan(2));
    } catch (const std::exception& e) {
        complain(fail(Kind::internal, "program.exception", e.what()));
        return verdict(Kind::internal).exit;
    }
}

} // namespace docket::app

int main(int argc, char** argv) { return docket::app::main({argv, static_cast<std::size_t>(argc)}); }
