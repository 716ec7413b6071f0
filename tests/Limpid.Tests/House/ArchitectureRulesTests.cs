namespace Limpid.Tests.House;

/// <summary>Every rule of the house, tried on a house that breaks it.</summary>
public class ArchitectureRulesTests
{
    private static readonly SourceFile[] House =
    [
        new(
            "src/Limpid/LimpidException.cs",
            "namespace Limpid; public enum Fault { Usage } public sealed class LimpidException { }"
        ),
        new("src/Limpid/Network.cs", "namespace Limpid; public sealed class Network { }"),
        new(
            "src/Limpid/Numerics/Shape.cs",
            "namespace Limpid.Numerics; public readonly record struct Shape(int Width) { public int Row() => 1; }"
        ),
        new(
            "src/Limpid/Layers/Dense.cs",
            "namespace Limpid.Layers; public sealed record Dense : LayerSpec; public abstract record LayerSpec;"
        ),
        new("src/Limpid/Optimizers/Adam.cs", "namespace Limpid.Optimizers; public sealed record Adam;"),
        new("src/Limpid/Schedules/Cosine.cs", "namespace Limpid.Schedules; public sealed record Cosine;"),
        new(
            "src/Limpid/Training/Trainer.cs",
            "namespace Limpid.Training; public class Trainer { } public record struct Row; public delegate "
                + "void Reported(int x); public interface IStop;"
        ),
    ];

    [Theory]
    [InlineData("Layers", "class A { Network? _network; }", "uses Network of")]
    [InlineData("Layers", "class A { object B() => new Trainer(); }", "uses Trainer of")]
    [InlineData("Layers", "class A { void B(Reported whenDone) { } }", "uses Reported of")]
    [InlineData("Layers", "class A : IStop { }", "uses IStop of")]
    [InlineData("Layers", "class A { List<Network> B; }", "uses Network of")]
    [InlineData("Layers", "class A { bool B(object x) => x is Network; }", "uses Network of")]
    [InlineData("Layers", "class A { Type B = typeof(Network); }", "uses Network of")]
    [InlineData("Layers", "class A { int B = Network.Count; }", "uses Network of")]
    [InlineData("Layers", "class A { string B => $\"{Network.Count:F2}\"; }", "uses Network of")]
    [InlineData("Layers", "class A { Training.Trainer B; }", "uses Trainer of")]
    [InlineData("Layers", "class A { Network Network { get; } }", "uses Network of")]
    [InlineData("Layers", "class A { Row B; }", "uses Row of")]
    [InlineData("Layers", "class A { global::Limpid.Training.Row B; }", "uses Row of")]
    [InlineData("Numerics", "class A { LayerSpec B; }", "uses LayerSpec of")]
    [InlineData("Optimizers", "class A { Cosine B; }", "uses Cosine of")]
    [InlineData("Kernels", "using Limpid.Layers; class A { }", "names the room Layers,")]
    [InlineData("Drawing", "class A { System.Func<Trainer> B; }", "uses Trainer of")]
    public void A_look_upward_or_sideways_is_found(string room, string code, string culprit)
    {
        string[] found = [.. Rooms.LookingUp([.. House, In(room, code)])];
        Assert.All(found, instruction => Assert.StartsWith($"src/Limpid/{room}/New.cs:2: {room} ", instruction));
        Assert.Contains(found, instruction => instruction.Contains($" {culprit}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Training", "class A { Network B; LayerSpec C; Shape D; Adam E; }")]
    [InlineData("Numerics", "class A { Fault B => throw new LimpidException(); }")]
    [InlineData(
        "Layers",
        "// Network\nclass A { /* Trainer */ string B = \"Network\"; string C = @\"\\\" + \"Trainer\"; char "
            + "D = '\"'; string E = \"\"\"Network \"x\" Trainer\"\"\"; }"
    )]
    [InlineData(
        "Layers",
        "class A { int Network { get; } int B => Network + 1; object C => new A { Network = 2 }; int D(A a) "
            + "=> a.Network; }"
    )]
    [InlineData("Layers", "class A { int B(Shape x) => x.Row() + Row(); int Row() => 1; }")]
    [InlineData(
        "Layers",
        "class A { T Network<T>(T x) => x; float[] Trainer<T>() => []; string? Row(int x) => null; Shape? Adam; }"
    )]
    [InlineData("Layers", "enum Kind { Network, Trainer } class A { Kind B = Kind.Network; }")]
    [InlineData("Layers", "class Trainer { } class A { Trainer B; }")]
    [InlineData("Layers", "class A { string B => $\"{{Network}} {1:F2} Trainer\"; }")]
    public void A_look_down_a_comment_a_string_and_a_member_are_no_look_up(string room, string code) =>
        Assert.Empty(Rooms.LookingUp([.. House, In(room, code)]));

    [Fact]
    public void A_folder_that_is_no_room_and_a_namespace_that_is_not_the_folders_are_found()
    {
        Assert.Contains(
            "Attic is no room",
            Assert.Single(Rooms.LookingUp([new("src/Limpid/Attic/A.cs", "namespace Limpid.Attic;")]))
        );
        Assert.Contains(
            "its folder says Limpid.Layers",
            Assert.Single(Rooms.LookingUp([new("src/Limpid/Layers/A.cs", "namespace Limpid;")]))
        );
    }

    [Theory]
    [InlineData("src/Limpid/Layers/A.cs", "unsafe class A { }", 1)]
    [InlineData("src/Limpid/Layers/A.cs", "using System.Runtime.Intrinsics.X86;", 1)]
    [InlineData("src/Limpid.Imaging/A.cs", "class A { unsafe void B() { } }", 1)]
    [InlineData("src/Limpid/Kernels/A.cs", "using System.Runtime.Intrinsics; unsafe class A { }", 0)]
    [InlineData("src/Limpid/Layers/A.cs", "// unsafe\nclass A { string B = \"System.Runtime.Intrinsics\"; }", 0)]
    public void Bare_metal_is_found_outside_kernels_only(string path, string code, int times) =>
        Assert.Equal(times, HouseRules.BareMetalOutsideKernels([new(path, code)]).Count());

    [Theory]
    [InlineData("src/Limpid.Cli/A.cs", 1)]
    [InlineData("src/Limpid.Imaging/A.cs", 0)]
    public void Skia_is_found_outside_imaging_only(string path, int times) =>
        Assert.Equal(times, HouseRules.SkiaOutsideImaging([new(path, "using SkiaSharp;")]).Count());

    [Theory]
    [InlineData("src/Limpid/Helpers/A.cs", 1)]
    [InlineData("src/Limpid/Layers/utils/A.cs", 1)]
    [InlineData("src/Limpid/Layers/Managers.cs", 0)]
    [InlineData("src/Limpid/Numerics/A.cs", 0)]
    public void A_room_named_for_a_kind_of_thing_is_found(string path, int times) =>
        Assert.Equal(times, HouseRules.RoomsNamedForKinds([new(path, "")]).Count());

    [Theory]
    [InlineData("src/A.cs", 200, 0)]
    [InlineData("src/A.cs", 201, 1)]
    [InlineData("tests/A.cs", 350, 0)]
    [InlineData("tests/A.cs", 351, 1)]
    [InlineData("bench/A.cs", 351, 1)]
    public void A_file_with_too_many_lines_is_found(string path, int lines, int times) =>
        Assert.Equal(
            times,
            HouseRules.WallsOfText([new(path, string.Concat(Enumerable.Repeat("x\n", lines)))]).Count()
        );

    [Theory]
    [InlineData("Limpid.Imaging", "Limpid", 0)]
    [InlineData("Limpid.Imaging", "Limpid.Datasets", 1)]
    [InlineData("Limpid", "Limpid.Imaging", 1)]
    [InlineData("Limpid.Datasets", "Limpid.Onnx", 1)]
    [InlineData("Limpid.Cli", "Limpid.Runs", 0)]
    [InlineData("Limpid.Attic", "Limpid", 1)]
    public void A_project_that_looks_up_or_has_no_level_is_found(string project, string other, int times) =>
        Assert.Equal(
            times,
            HouseRules
                .ProjectsLookingUp([
                    new(
                        $"src/{project}/{project}.csproj",
                        $"<ProjectReference Include=\"../{other}/{other}.csproj\" />"
                    ),
                ])
                .Count()
        );

    [Fact]
    public void Code_keeps_its_lines_when_comments_and_strings_go()
    {
        const string text = "a /* b\nc */ d // e\n\"\"\"\nf\n\"\"\" $\"{g + \"h\"}\" @\"i\n\" 'j' '\\'' k";
        string code = CodeOnly.Of(text);
        Assert.Equal(text.Count(c => c == '\n'), code.Count(c => c == '\n'));
        Assert.Equal(
            ["a", "d", "g", "k"],
            new SourceFile("A.cs", text).Tokens.Where(token => token.IsWord).Select(token => token.Text)
        );
    }

    private static SourceFile In(string room, string code) =>
        new($"src/Limpid/{room}/New.cs", $"namespace Limpid.{room};\n{code}");
}
