using Limpid.Numerics;
using Limpid.Training;

namespace Limpid.Runs.Tests;

public sealed class RunFolderTests : IDisposable
{
    private readonly RunsTemporaryFolder _root = new();
    private readonly Workers _workers = new(1);

    public void Dispose()
    {
        _workers.Dispose();
        _root.Dispose();
    }

    [Fact]
    public void Metrics_read_back_are_those_written()
    {
        RunFolder folder = RunDigits.Folder(_root);
        Gen<double> number = Gen.Double.Where(double.IsFinite);
        Gen<EpochReport> epoch = Gen.Select(
                Gen.Int[1, 1000],
                Gen.Long[0, 1L << 50],
                number,
                number,
                number.Nullable(),
                number.Nullable(),
                number.Array[0, 4],
                Gen.Bool
            )
            .Select(
                (e, step, loss, accuracy, validation, validationAccuracy, norms, best) =>
                    new EpochReport(
                        e,
                        step,
                        loss,
                        accuracy,
                        validation,
                        validationAccuracy,
                        loss,
                        ImmutableSequence.From(norms),
                        accuracy,
                        best
                    )
            );
        epoch
            .Array[0, 5]
            .Sample(
                epochs =>
                {
                    folder.WriteText(RunFolder.MetricsFile, Metrics.Write(epochs));
                    Assert.Equal(epochs, folder.ReadMetrics());
                    folder.Append(RunFolder.MetricsFile, "7,1.5"); // a crash within a line
                    Assert.Equal(epochs, folder.ReadMetrics());
                },
                iter: 50,
                threads: 1
            );
    }

    [Theory]
    [InlineData("nonsense\n")]
    [InlineData("")]
    [InlineData(
        "epoch,step,trainingLoss,trainingAccuracy,validationLoss,validationAccuracy,rate,imagesPerSecond,best,gradientNorms\n1,2,3\n"
    )]
    [InlineData(
        "epoch,step,trainingLoss,trainingAccuracy,validationLoss,validationAccuracy,rate,imagesPerSecond,best,gradientNorms\n1,2,x,0,0,0,0,0,1,0\n"
    )]
    public void Metrics_of_another_hand_are_refused(string text)
    {
        RunFolder folder = RunDigits.Folder(_root);
        File.WriteAllText(folder[RunFolder.MetricsFile], text);
        Assert.Equal(Fault.InvalidData, Assert.Throws<LimpidException>(folder.ReadMetrics).Fault);
    }

    [Fact]
    public void A_checkpoint_cut_anywhere_or_with_a_byte_changed_in_its_header_is_refused_or_read_but_never_crashes()
    {
        RunFolder folder = RunDigits.Folder(_root);
        RunDigits.Train(RunDigits.Plan(folder, _workers), steps: 20);
        byte[] whole = File.ReadAllBytes(folder[RunFolder.CheckpointFile]);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 3000], Gen.Byte)
            .Sample(
                (cut, at, value) =>
                {
                    AssertRefused(folder, whole[..cut]);
                    byte[] changed = [.. whole];
                    changed[at] = value;
                    AssertReadOrRefused(folder, changed);
                },
                iter: 200,
                threads: 1
            );
    }

    [Fact]
    public void A_checkpoint_of_very_many_epochs_is_read_back()
    {
        RunFolder folder = RunDigits.Folder(_root);
        RunPlan plan = RunDigits.Plan(folder, _workers, RunDigits.Recipe with { Epochs = 20_000 });
        RunDigits.Train(plan, steps: 12);
        TrainingState state = folder.ReadCheckpoint();
        EpochReport epoch = state.Progress.History[0];
        var history = ImmutableSequence.From(
            Enumerable.Range(1, 20_000).Select(e => epoch with { Epoch = e, TrainingLoss = 1.0 / e })
        );
        TrainingState later = state with
        {
            Progress = Files.LimpidJson.Read<TrainingProgress>("""{"epoch":20000,"history":[]}""", "test") with
            {
                History = history,
            },
        };
        folder.Write(RunFolder.CheckpointFile, stream => Files.CheckpointFile.Write(stream, later));
        Assert.Equal(history, folder.ReadCheckpoint().Progress.History);
    }

    [Fact]
    public void A_damaged_run_is_listed_as_such_and_hides_no_other()
    {
        RunFolder sound = RunDigits.Folder(_root),
            damaged = RunDigits.Folder(_root);
        File.WriteAllText(damaged[RunFolder.RecipeFile], "{");
        Assert.Equal(RunProgress.Damaged, RunSummary.Read(damaged).Progress);
        Assert.Contains("recipe.json", RunSummary.Read(damaged).Problem, StringComparison.Ordinal);
        Assert.Equal(
            (RunProgress.Interrupted, "784-12-10 sigmoid"),
            (RunSummary.Read(sound).Progress, RunSummary.Read(sound).Network)
        );
        using RunLock held = RunLock.Take(sound.Path);
        Assert.Equal(RunProgress.Running, RunSummary.Read(sound).Progress);
    }

    [Fact]
    public void A_disk_that_fills_up_in_mid_training_is_named_and_what_was_saved_stays_whole()
    {
        if (!File.Exists("/dev/full"))
            return;
        RunFolder folder = RunDigits.Folder(_root);
        RunPlan plan = RunDigits.Plan(folder, _workers);
        var wrong = Assert.Throws<LimpidException>(() =>
        {
            foreach (TrainingReport report in new RunSession(plan).Train(TimeSpan.Zero, CancellationToken.None))
            {
                if (report.Epoch is null)
                    continue;
                File.Delete(folder[RunFolder.MetricsFile]);
                File.CreateSymbolicLink(folder[RunFolder.MetricsFile], "/dev/full"); // where every write finds no space
            }
        });
        Assert.Equal(Fault.Unavailable, wrong.Fault);
        Assert.Contains("--resume", wrong.Message, StringComparison.Ordinal);
        File.Delete(folder[RunFolder.MetricsFile]);
        Assert.Equal(plan.Trainer.StepsPerEpoch, folder.ReadCheckpoint().Progress.Step);
        RunPlan rest = RunDigits.Resume(folder, _workers);
        RunDigits.Train(rest);
        Assert.Equal(RunDigits.Recipe.Epochs, folder.ReadMetrics().Count);
    }

    [Fact]
    public void A_folder_of_ones_own_choice_must_be_new_or_empty()
    {
        var runs = new RunCatalogue(_root["runs"]);
        using (
            RunLock made = runs.StartAt(_root["runs/own"], stream => RunFolder.WriteRecipe(stream, RunDigits.Recipe))
        )
        {
            Assert.Equal(Path.GetFullPath(_root["runs/own"]), Path.GetFullPath(runs.Resolve("latest")));
            Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => Start("runs/own")).Fault);
        }
        Assert.Contains(
            "--resume",
            Assert.Throws<LimpidException>(() => Start("runs/own")).Message,
            StringComparison.Ordinal
        );
        Directory.CreateDirectory(_root["empty"]);
        Start("empty");
        File.WriteAllText(_root["file"], "");
        Assert.Equal(Fault.Unavailable, Assert.Throws<LimpidException>(() => Start("file")).Fault);
        Assert.Equal(Fault.Unavailable, Assert.Throws<LimpidException>(() => Start("file/inside")).Fault);

        void Start(string name) =>
            runs.StartAt(_root[name], stream => RunFolder.WriteRecipe(stream, RunDigits.Recipe)).Dispose();
    }

    [Fact]
    public void Of_many_who_start_in_one_folder_one_proceeds()
    {
        var runs = new RunCatalogue(_root["runs"]);
        int proceeded = 0;
        var held = new System.Collections.Concurrent.ConcurrentBag<RunLock>();
        Parallel.For(0, 16, _ =>
        {
            try
            {
                held.Add(runs.StartAt(_root["one"], stream => RunFolder.WriteRecipe(stream, RunDigits.Recipe)));
                Interlocked.Increment(ref proceeded);
            }
            catch (LimpidException exception)
            {
                Assert.True(exception.Fault is Fault.Usage or Fault.Unavailable);
            }
        });
        foreach (RunLock one in held)
            one.Dispose();
        Assert.Equal(1, proceeded);
        Assert.Equal(RunDigits.Recipe, new RunFolder(_root["one"]).ReadRecipe());
    }

    private static void AssertRefused(RunFolder folder, byte[] bytes)
    {
        File.WriteAllBytes(folder[RunFolder.CheckpointFile], bytes);
        var wrong = Assert.Throws<LimpidException>(folder.ReadCheckpoint);
        Assert.Equal(Fault.InvalidData, wrong.Fault);
        Assert.Contains(RunFolder.CheckpointFile, wrong.Message, StringComparison.Ordinal);
    }

    private static void AssertReadOrRefused(RunFolder folder, byte[] bytes)
    {
        File.WriteAllBytes(folder[RunFolder.CheckpointFile], bytes);
        try
        {
            Assert.NotNull(folder.ReadCheckpoint());
        }
        catch (LimpidException exception)
        {
            Assert.Equal(Fault.InvalidData, exception.Fault);
        }
    }
}
