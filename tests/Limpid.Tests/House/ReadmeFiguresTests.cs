using System.Globalization;

namespace Limpid.Tests.House;

/// <summary>The figures that the documentation tells are those that were measured.</summary>
public class ReadmeFiguresTests
{
    private const string Race = "bench/results/race.md",
        Accuracy = "docs/results/accuracy.md",
        Pages = "bench/results/pages.md",
        Page = "bench/results/page.md",
        Server = "bench/results/server.md",
        Performance = "docs/performance.md";

    private static readonly string[] Presets =
    [
        "default",
        "video",
        "book",
        "reference",
        "relu",
        "mlp",
        "tiny",
        "lenet",
        "cnn",
    ];

    private static readonly ReadmeFigure[] Figures =
    [
        .. Presets.SelectMany(Preset),
        .. Racing("784-128-64-10, one epoch, one thread", "784-128-64-10，一轮，单线程", "train b, batch 128, 1t"),
        .. Racing("784-128-64-10, one epoch, two threads", "784-128-64-10，一轮，双线程", "train b, batch 128, 2t"),
        .. Racing("train LeNet, one epoch, one thread", "LeNet，一轮，单线程", "train d, batch 128, 1t"),
        .. Racing("train LeNet, one epoch, two threads", "LeNet，一轮，双线程", "train d, batch 128, 2t"),
        .. Racing("start, train to 99 %, test, exit", "训练到 99%，测试，退出", "recipe for 99 %, whole process, 2t"),
        .. Racing("start, read one PNG, exit", "识别一张 PNG，退出", "start, load b, classify one PNG, exit"),
        .. Racing("one digit through 784-800-10", "784-800-10 识别一个数字", "predict one, c, digits, 1t"),
        new("at # times ONNX Runtime's", "ONNX Runtime 的 # 倍", new(Race, "predict 10,000, c, digits, 1t", "ratio")),
        new("OpenBLAS: # of its speed", "速度的 # 倍。在浏览器里", new(Race, "matrix product 2048³, 1t", "ratio")),
        new(
            "trains at # digits",
            "每秒训练 # 个",
            new(Page, "training 784-16-16-10, 32 digits a step, 3 epochs", "measured")
        ),
        new("answers # digits a second", "客户端每秒识别 # 个", new(Server, "4", "requests/s")),
        new("`cnn` reads # % right", "`cnn` 认对 #%", new(Accuracy, "cnn", "accuracy on strokes.jsonl")),
        new("`reference` # %", "`reference` 认对 #%", new(Accuracy, "reference", "accuracy on strokes.jsonl")),
        new("refuses # % of noise", "拒绝 #% 的噪声", new(Accuracy, "cnn", "noise refused")),
        new("# % of letters", "#% 的字母", new(Accuracy, "cnn", "letters refused")),
        new("# % of shapes", "#% 的图形", new(Accuracy, "cnn", "shapes refused")),
        new("refuses # % of MNIST's", "拒绝 #% 的 MNIST", new(Accuracy, "cnn", "digits refused")),
        new("test digits and # % of other", "测试数字和 #% 的", new(Accuracy, "cnn", "refused of strokes.jsonl")),
        new(
            "gets # % of MNIST's digits right and # % of",
            "认对 #% 的 MNIST 数字和 #% 的",
            new(Pages, "touching digits: # % of 2,955 test digits, # % of 2,955")
        ),
        new("pairs touch, # %", "分别认对 #%", new(Pages, "pairs that touch", "MNIST's test digits")),
        new("pairs touch, … % and # %", "分别认对 …% 和 #%", new(Pages, "pairs that touch", "real pens' digits")),
        new("Ten epochs reach # %", "正确率是 #%", new(Accuracy, "samples/01-first-network.cs", "test accuracy")),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Results = new(() =>
        SourceFile.Below(["docs", "bench/results"], ".md").ToDictionary(file => file.Path, file => file.Text)
    );

    [Fact]
    public void The_readme_tells_what_was_measured() => Keeps("README.md", figure => figure.English);

    [Fact]
    public void The_chinese_readme_tells_what_was_measured() => Keeps("README.zh-CN.md", figure => figure.Chinese);

    private static void Keeps(string name, Func<ReadmeFigure, string> phrase)
    {
        string text = SourceFile.At(name).Text;
        string[] faults =
        [
            .. ReadmeFigures.Faults(name, text, Figures.Select(f => (phrase(f), f.Source)), Results.Value),
        ];
        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void The_page_on_performance_tells_the_races_ratios()
    {
        int told = 0;
        foreach (
            string[][] table in ReadmeFigures.Tables(Results.Value[Performance]).Where(t => t[0].Contains("ratio"))
        )
        {
            foreach (string[] row in table.Skip(1))
            {
                IReadOnlyDictionary<string, string> raced = ReadmeFigures.Row(Results.Value[Race], row[0], "ratio");
                Assert.All(table[0].Zip(row).Skip(1), cell =>
                    Assert.Equal($"{row[0]}: {raced.GetValueOrDefault(cell.First)}", $"{row[0]}: {cell.Second}")
                );
                told++;
            }
        }
        Assert.InRange(told, 20, 100);
    }

    [Fact]
    public void The_seeds_one_by_one_have_the_median_and_the_range_that_the_table_tells() =>
        Assert.All(Presets, preset =>
        {
            string text = Results.Value[Accuracy];
            string[] seeds =
            [
                .. ReadmeFigures
                    .Row(text, preset, "5")
                    .Values.Skip(1)
                    .OrderBy(cell => decimal.Parse(cell, CultureInfo.InvariantCulture)),
            ];
            IReadOnlyDictionary<string, string> told = ReadmeFigures.Row(text, preset, "lowest to highest");
            Assert.Equal($"{seeds[2]} %", told["test accuracy, median"]);
            Assert.Equal($"{seeds[0]} % to {seeds[4]} %", told["lowest to highest"]);
        });

    private static readonly (string, FigureSource)[] Two =
    [
        ("takes # of the time", new("race.md", "train b", "ratio")),
        ("`cnn`: # %", new("race.md", "Over all: # %")),
    ];

    private const string Told =
        "It takes 0.67 of the time of C. `cnn`: 98.7 %. Needs Node.js 20.19 at 127.0.0.1, `--lr 0.01`.";
    private const string Raced =
        "| row | Limpid | ratio |\n|---|---:|---:|\n| train b | 0.118 (0.1–0.2) | 0.67 |\n\nOver all: 98.65 %";

    [Theory]
    [InlineData(Told, Raced, "")]
    [InlineData("It takes 0.53 of the time. `cnn`: 98.7 %", Raced, "README.md: says 0.53 in")]
    [InlineData("It takes 0.7 of the time. `cnn`: 98.7 %", Raced, "")]
    [InlineData("It takes 0.6 of the time. `cnn`: 98.7 %", Raced, "README.md: says 0.6 in")]
    [InlineData("It is quick. `cnn`: 98.7 %", Raced, "README.md: nowhere says \"takes # of")]
    [InlineData(Told + " Once 97.1 % were right.", Raced, "README.md: 97.1 % has no source")]
    [InlineData(Told + " PyTorch needs 22.4 s.", Raced, "README.md: 22.4 has no source")]
    [InlineData(Told, "| row | ratio |\n|---|---|\n| train b | 0.45 |\n\nOver all: 98.65 %", "README.md: says 0.67 in")]
    [InlineData(Told, "| row | ratio |\n|---|---|\n| train b | 0.67 |\n\nOver all: 98.64 %", "README.md: says 98.7 in")]
    [InlineData(
        Told,
        "| row | ratio |\n|---|---|\n| train c | 0.67 |\n\nOver all: 98.65 %",
        "race.md: has no figure for train b"
    )]
    [InlineData(
        Told,
        "| row | Limpid |\n|---|---|\n| train b | 0.67 |\n\nOver all: 98.65 %",
        "race.md: has no figure for train b"
    )]
    [InlineData(Told, "", "race.md: has no figure for")]
    public void A_figure_that_its_source_does_not_hold_is_found(string readme, string race, string fault)
    {
        string[] found =
        [
            .. ReadmeFigures.Faults("README.md", readme, Two, new Dictionary<string, string> { ["race.md"] = race }),
        ];
        if (fault.Length == 0)
            Assert.Empty(found);
        else
            Assert.All(found, instruction => Assert.StartsWith(fault, instruction));
        Assert.Equal(fault.Length > 0, found.Length > 0);
    }

    private static ReadmeFigure[] Preset(string name) =>
        [
            Both($"| `{name}` |…| # |", new(Accuracy, name, "parameters")),
            Both($"| `{name}` |…|…| **#** |", new(Accuracy, name, "test accuracy, median")),
            new($"| `{name}` |…|…|…| # to #", $"| `{name}` |…|…|…| # 到 #", new(Accuracy, name, "lowest to highest")),
        ];

    private static ReadmeFigure[] Racing(string english, string chinese, string row) =>
        [
            new($"{english} | #", $"{chinese} | #", new(Race, row, "Limpid")),
            new($"{english} |…| #", $"{chinese} |…| #", new(Race, row, "its figure")),
            new($"{english} |…|…| # |", $"{chinese} |…|…| # |", new(Race, row, "ratio")),
        ];

    private static ReadmeFigure Both(string phrase, FigureSource source) => new(phrase, phrase, source);
}
