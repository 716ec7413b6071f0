using Limpid.Files;
using Limpid.Optimizers;
using Limpid.Training;

namespace Limpid.Runs.Tests;

public sealed class RunSessionTests : IDisposable
{
    private readonly RunsTemporaryFolder _root = new();
    private readonly Workers _workers = new(1);

    public void Dispose()
    {
        _workers.Dispose();
        _root.Dispose();
    }

    [Fact]
    public void Stopped_after_any_steps_and_resumed_it_ends_in_the_same_weights()
    {
        RunPlan whole = RunDigits.Plan(RunDigits.Folder(_root), _workers);
        RunDigits.Train(whole);
        string expected = whole.Trainer.Result().Sha256(),
            last = whole.Trainer.Network.Sha256();
        int steps = (int)whole.Trainer.TotalSteps;
        Gen.Select(Gen.Int[1, steps], Gen.Int[1, steps])
            .Sample(
                (first, second) =>
                {
                    RunFolder folder = RunDigits.Folder(_root);
                    RunDigits.Train(RunDigits.Plan(folder, _workers), first);
                    RunDigits.Train(RunDigits.Resume(folder, _workers), second);
                    RunPlan rest = RunDigits.Resume(folder, _workers);
                    RunDigits.Train(rest);
                    Assert.Equal((expected, last), (rest.Trainer.Result().Sha256(), rest.Trainer.Network.Sha256()));
                    Assert.Equal(
                        File.ReadAllLines(whole.Folder["metrics.csv"]).Length,
                        File.ReadAllLines(folder["metrics.csv"]).Length
                    );
                },
                iter: 12,
                threads: 1
            );
    }

    [Fact]
    public void A_consumer_that_dies_between_checkpoints_loses_only_what_came_after_the_last()
    {
        RunFolder folder = RunDigits.Folder(_root);
        RunPlan plan = RunDigits.Plan(folder, _workers);
        foreach (TrainingReport report in new RunSession(plan).Train(TimeSpan.Zero, CancellationToken.None))
            if (report.Step.Step == plan.Trainer.StepsPerEpoch + 3)
                break;
        Assert.Equal(plan.Trainer.StepsPerEpoch, folder.ReadCheckpoint().Progress.Step);
        RunPlan rest = RunDigits.Resume(folder, _workers),
            whole = RunDigits.Plan(RunDigits.Folder(_root), _workers);
        RunDigits.Train(rest);
        RunDigits.Train(whole);
        Assert.Equal(whole.Trainer.Result().Sha256(), rest.Trainer.Result().Sha256());
    }

    [Fact]
    public void A_run_that_did_not_come_to_its_first_step_can_be_resumed()
    {
        RunFolder folder = RunDigits.Folder(_root);
        using (
            IEnumerator<TrainingReport> steps = new RunSession(RunDigits.Plan(folder, _workers))
                .Train(TimeSpan.Zero, CancellationToken.None)
                .GetEnumerator()
        )
            steps.MoveNext();
        Assert.Equal(0, folder.ReadCheckpoint().Progress.Step);
    }

    [Fact]
    public void Checkpoints_come_no_later_than_asked_for()
    {
        RunFolder folder = RunDigits.Folder(_root);
        RunPlan plan = RunDigits.Plan(folder, _workers) with { CheckpointEvery = TimeSpan.Zero };
        int step = 0;
        foreach (TrainingReport report in new RunSession(plan).Train(TimeSpan.Zero, CancellationToken.None))
        {
            Assert.Equal(report.Step.Step, folder.ReadCheckpoint().Progress.Step);
            Assert.True(File.Exists(folder["last.safetensors"]));
            if (++step == 20)
                break;
        }
    }

    [Theory]
    [InlineData(Keep.Best)]
    [InlineData(Keep.Last)]
    public void A_finished_run_holds_all_its_files_and_they_agree(Keep keep)
    {
        Recipe recipe = RunDigits.Recipe with { Keep = keep, Epochs = 3 };
        RunFolder folder = RunDigits.Folder(_root, recipe);
        RunPlan plan = RunDigits.Plan(folder, _workers, recipe);
        RunDigits.Train(plan);
        Assert.Null(folder.ReadResult());
        RunResult result = new RunSession(plan).Finish();
        Model model = ReadModel(ModelOf(folder));
        Assert.Equal(result.Model, Path.GetFileName(ModelOf(folder)));
        Assert.Equal(
            (plan.Trainer.Result().Sha256(), plan.Trainer.Result().Sha256()),
            (model.Network.Sha256(), result.WeightsSha256)
        );
        Assert.Equal((result.TestAccuracy, result.Temperature), (model.TestAccuracy, model.Temperature));
        Assert.Equal(result.ToJson().ToString(), folder.ReadResult()!.ToJson().ToString());
        Assert.Equal(plan.Trainer.History, folder.ReadMetrics());
        Assert.Equal(recipe, folder.ReadRecipe());
        Assert.Equal(plan.Trainer.History[result.ModelEpoch - 1].ValidationAccuracy, result.ValidationAccuracy);
        Assert.Null(ReadModel(folder[keep == Keep.Best ? RunFolder.LastFile : RunFolder.BestFile]).TestAccuracy);
    }

    [Fact]
    public void The_report_holds_its_pictures_and_fetches_nothing()
    {
        RunFolder folder = RunDigits.Folder(_root);
        RunPlan plan = RunDigits.Plan(folder, _workers, RunDigits.Recipe with { Epochs = 1 });
        RunDigits.Train(plan);
        new RunSession(plan).Finish();
        string page = File.ReadAllText(folder[RunFolder.ReportFile]);
        Assert.Equal(
            ["accuracy.png", "calibration.png", "confusion.png", "loss.png", "mistakes.png", "weights.png"],
            Directory.GetFiles(folder[RunFolder.PicturesFolder]).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(6, page.Split("src=\"data:image/png;base64,").Length - 1);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_test_set_nothing_is_claimed()
    {
        Recipe recipe = RunDigits.Recipe with { Epochs = 1, Validation = 0 };
        RunFolder folder = RunDigits.Folder(_root, recipe);
        RunPlan plan = RunDigits.Plan(folder, _workers, recipe) with { Test = null };
        RunDigits.Train(plan);
        RunResult result = new RunSession(plan).Finish();
        Assert.Equal(
            (null, null, null, 1.0),
            (result.TestAccuracy, result.TestInterval, result.ValidationAccuracy, result.Temperature)
        );
        Assert.Equal(folder[RunFolder.LastFile], ModelOf(folder));
        Assert.Contains("without a test set", File.ReadAllText(folder[RunFolder.ReportFile]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_diverging_run_keeps_its_best_weights_and_its_last_sound_checkpoint()
    {
        RunFolder folder = RunDigits.Folder(_root);
        RunPlan plan = RunDigits.Plan(
            folder,
            _workers,
            RunDigits.Recipe with
            {
                Optimizer = new Sgd(1e38),
                Schedule = new Schedules.WarmUp(Steps: 26, Then: null),
            }
        );
        var wrong = Assert.Throws<LimpidException>(() => RunDigits.Train(plan));
        Assert.Equal(Fault.Diverged, wrong.Fault);
        Assert.All(folder.ReadCheckpoint().Values, value => Assert.True(float.IsFinite(value)));
        if (plan.Trainer.History.Count > 0)
            Assert.NotNull(ReadModel(folder[RunFolder.BestFile]));
    }

    private string ModelOf(RunFolder folder) => ModelLocator.Find(folder.Path, new RunCatalogue(_root["runs"]));

    private static Model ReadModel(string path) => ModelLocator.Read(path);
}
