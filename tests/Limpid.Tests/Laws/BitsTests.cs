using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Limpid.Files;
using Limpid.Losses;
using Limpid.Optimizers;
using Limpid.Schedules;
using Limpid.Tests.Training;
using Limpid.Training;

namespace Limpid.Tests.Laws;

/// <summary>The bits law across instruction sets: this assembly starts itself again with the runtime's switches and
/// trains the same networks.</summary>
public class BitsTests
{
    private const string Variable = "LIMPID_TESTS_PRINT_BITS";

    [Fact]
    public void Avx512_avx2_and_no_intrinsics_at_all_give_the_same_bits()
    {
        (string here, string bits) = (Widths(), Bits());
        foreach (
            (string name, string off) in new[]
            {
                ("DOTNET_EnableAVX512", "512:False"),
                ("DOTNET_EnableAVX2", "256:False fma:False"),
                ("DOTNET_EnableHWIntrinsic", "128:False"),
            }
        )
        {
            (string widths, string found) = Other(name);
            Assert.True(
                off.Split(' ').All(widths.Contains),
                $"{name}=0 was to switch off {off}, but that process had {widths} (this one: {here})."
            );
            Assert.Equal(bits, found);
        }
    }

#pragma warning disable CA2255 // the one place that runs before the test platform reads its arguments
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void PrintIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
            return;
        Console.WriteLine(Widths());
        Console.WriteLine(Bits());
        Environment.Exit(0);
    }

    private static (string Widths, string Bits) Other(string switchedOff)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(BitsTests).Assembly.Location])
        {
            RedirectStandardOutput = true,
            Environment = { [Variable] = "1", [switchedOff] = "0" },
        };
        using Process process = Process.Start(start)!;
        (string, string) answer = (
            process.StandardOutput.ReadLine() ?? "nothing",
            process.StandardOutput.ReadLine() ?? "nothing"
        );
        process.WaitForExit();
        return answer;
    }

    private static string Widths() =>
        $"512:{Vector512.IsHardwareAccelerated} 256:{Vector256.IsHardwareAccelerated} "
        + $"128:{Vector128.IsHardwareAccelerated} fma:{Fma.IsSupported}";

    /// <summary>Hashes of four trainings that go through every layer, and of their validation losses.</summary>
    private static string Bits()
    {
        Architecture all = Notation.Parse(
            "28x28 dense19 gelu dense17 tanh dropout0.2 dense16 leaky-relu0.1 dense13 relu dense10 softmax"
        );
        Recipe recipe = TrainingTests.Small() with
        {
            Architecture = all,
            Loss = new SoftmaxCrossEntropy { LabelSmoothing = 0.1 },
            Optimizer = new AdamW(),
            Schedule = new OneCycle(),
            ClipNorm = 1,
            BatchSize = 130,
            Epochs = 2,
            Augmentations = [.. TheList.Defaults<Limpid.Augmentations.Augmentation>()],
        };
        Trainer one = TrainingTests.Train(TrainingTests.Small() with { Epochs = 1 }, 2),
            two = TrainingTests.Train(recipe, 2);
        Architecture pictures = Notation.Parse(
            "28x28 batch-norm pool2 average-pool3s2p1 flatten layer-norm residual(dense49 batch-norm tanh) "
                + "dense10 softmax"
        );
        Trainer three = TrainingTests.Train(recipe with { Architecture = pictures }, 2);
        Trainer four = TrainingTests.Train(recipe with { Architecture = TrainingTests.Pictures, Epochs = 1 }, 2);
        return string.Join(
            ' ',
            new[] { one, two, three, four }.Select(t => $"{t.Network.Sha256()} {t.History[^1].ValidationLoss!.Value:R}")
        );
    }
}
