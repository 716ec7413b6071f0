using System.Text;
using Limpid.Cli.Views;
using Spectre.Console;

namespace Limpid.Cli.Tests;

public sealed class TrainingLiveTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(140, 45, ColorSystemSupport.TrueColor, true)]
    [InlineData(140, 45, ColorSystemSupport.EightBit, true)]
    [InlineData(140, 45, ColorSystemSupport.NoColors, false)]
    [InlineData(60, 14, ColorSystemSupport.TrueColor, false)]
    [InlineData(10, 3, ColorSystemSupport.TrueColor, false)]
    public async Task A_terminal_sees_progress_and_curves_and_weights_where_there_is_room_and_colour(
        int width,
        int height,
        ColorSystemSupport colors,
        bool hasWeights
    )
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new Terminal(output, width, height),
                Ansi = AnsiSupport.Yes,
                ColorSystem = colors,
                Interactive = InteractionSupport.Yes,
            }
        );
        console.Profile.Capabilities.Unicode = true;
        int code = await Program.RunAsync(
            [.. _place.Training("run").Where(arg => arg != "--json")],
            new Host(console, output, output),
            CancellationToken.None
        );
        string seen = output.ToString();
        Assert.Equal(0, code);
        Assert.Equal(hasWeights, seen.Contains('▀', StringComparison.Ordinal));
        Assert.Contains("left,", seen, StringComparison.Ordinal);
        Assert.Contains("Test accuracy", seen, StringComparison.Ordinal);
        Assert.Equal(colors != ColorSystemSupport.NoColors, seen.Contains("\u001b[38;", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chart_shows_the_lowest_and_the_highest_and_nothing_outside() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 12], Gen.Double[-1e6, 1e6].Array[1, 20])
            .Sample(
                (width, height, values) =>
                {
                    var chart = new BrailleChart(width, height);
                    chart.Add(
                        1,
                        [.. values.Select((value, i) => ((double)i, value))],
                        (0, values.Length - 1),
                        (values.Min(), values.Max())
                    );
                    Assert.Contains(Enumerable.Range(0, width), column => chart[height - 1, column].Line == 1);
                    Assert.True(
                        values.Min() == values.Max()
                            || Enumerable.Range(0, width).Any(column => chart[0, column].Line == 1)
                    );
                },
                iter: 500
            );

    [Fact]
    public void Weights_of_one_size_and_other_sign_have_other_colours_and_zero_is_black()
    {
        var palette = new LivePalette(ColorSystem.TrueColor);
        Assert.Equal(new Color(0, 0, 0), palette.Of(0));
        Gen.Float[0.01f, 1f]
            .Sample(weight =>
                palette.Of(weight).B > palette.Of(weight).R && palette.Of(-weight).R > palette.Of(-weight).B
            );
    }

    private sealed class Terminal(TextWriter writer, int width, int height) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => height;

        public void SetEncoding(Encoding encoding) { }
    }
}
