using Limpid.Cli.Views;
using Spectre.Console;

namespace Limpid.Cli.Tests;

/// <summary>Laws of pictures in the terminal.</summary>
public class PictureViewTests
{
    [Fact]
    public void A_picture_takes_a_cell_a_column_and_a_line_two_rows() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 40], Gen.Bool)
            .Sample(
                (columns, rows, isColored) =>
                {
                    string[] lines = Draw(new(columns, new float[columns * rows], Palette.Ink), isColored);
                    Assert.Equal((rows + 1) / 2, lines.Length);
                    Assert.All(lines, line => Assert.Equal(columns, line.Length));
                },
                iter: 100
            );

    [Fact]
    public void A_picture_that_is_too_wide_is_made_to_fit() =>
        Gen.Select(Gen.Int[81, 700], Gen.Int[1, 30])
            .Sample(
                (columns, rows) =>
                    Assert.All(Draw(new(columns, new float[columns * rows], Palette.Signed), isColored: false), line =>
                        Assert.InRange(line.Length, 1, 80)
                    ),
                iter: 50
            );

    [Fact]
    public void More_ink_never_looks_like_less() =>
        Gen.Select(Gen.Float[0, 1], Gen.Float[0, 1])
            .Sample(
                (a, b) =>
                    Assert.True(
                        Math.Min(a, b) == a == (Palette.Ink.Color(a).R <= Palette.Ink.Color(b).R)
                            || Palette.Ink.Color(a) == Palette.Ink.Color(b)
                    )
            );

    [Fact]
    public void Signs_never_look_alike() =>
        Gen.Float[0.2f, 1]
            .Sample(v =>
                Assert.True(
                    Palette.Signed.Color(v).B > Palette.Signed.Color(v).R
                        && Palette.Signed.Color(-v).R > Palette.Signed.Color(-v).B
                        && Palette.Signed.Character(v) != Palette.Signed.Character(-v)
                )
            );

    /// <summary>The lines, colours taken away.</summary>
    private static string[] Draw(PictureView picture, bool isColored)
    {
        using var said = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new()
            {
                Out = new AnsiConsoleOutput(said),
                Ansi = isColored ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = isColored ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors,
            }
        );
        (console.Profile.Width, console.Profile.Capabilities.Unicode) = (80, true);
        console.Write(picture);
        return System
            .Text.RegularExpressions.Regex.Replace(said.ToString(), "\u001b\\[[0-9;]*m", "")
            .TrimEnd('\n')
            .Split('\n');
    }
}
