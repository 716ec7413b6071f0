using System.Text.Json.Nodes;
using Limpid.Cli.Commands;
using Limpid.Cli.Views;
using Limpid.Datasets;
using Limpid.Files;
using Limpid.Runs;
using Limpid.Runs.Recipes;
using Limpid.Training;

namespace Limpid.Cli.Training;

/// <summary>One <c>limpid train</c>, from the recipe to the closing words.</summary>
internal static class TrainJob
{
    public static Task<int> RunAsync(Host host, TrainRequest request, CancellationToken stop) =>
        request.Resume is null ? NewAsync(host, request, stop) : ResumeAsync(host, request, stop);

    private static async Task<int> NewAsync(Host host, TrainRequest request, CancellationToken stop)
    {
        RunCatalogue runs = host.Runs;
        Model? start = request.From is { } from ? ModelLocator.Read(ModelLocator.Find(from, runs)) : null;
        var resolver = new RecipeResolver([.. StartLayer(request.From, start), .. Layers(request)]);
        DatasetPair data = await DataOptions
            .LoadAsync(host, DatasetSource.Parse(resolver.Sketch().Data), request.Offline, stop)
            .ConfigureAwait(false);
        Recipe recipe = resolver.Resolve(data.Training) with { StartedFrom = start?.Network.Sha256() };
        var samples = new TrainingData(data.Training, recipe);
        using var workers = new Workers(request.Threads);
        Trainer? trainer =
            recipe.Ensemble == 1 ? new Trainer(recipe, samples, workers, TimeProvider.System, start?.Network) : null;
        if (trainer is null && start is not null)
            throw LimpidException.Usage(
                "--from gives every member of an ensemble the same beginning, so that they would come out "
                    + "alike. Leave --from or --ensemble out."
            );
        using RunLock held = request.Output is { } output
            ? runs.StartAt(output, stream => RunFolder.WriteRecipe(stream, recipe))
            : runs.Start(RunName.LabelFor(data.Training.Name), stream => RunFolder.WriteRecipe(stream, recipe));
        var folder = new RunFolder(held.Folder);
        return trainer is null
            ? TrainAll(
                host,
                new EnsemblePlan
                {
                    Folder = folder,
                    Recipe = recipe,
                    Data = samples,
                    Test = data.Test,
                    Workers = workers,
                },
                stop
            )
            : Train(
                host,
                new RunPlan
                {
                    Folder = folder,
                    Trainer = trainer,
                    Data = samples,
                    Test = data.Test,
                    Workers = workers,
                },
                stop
            );
    }

    private static async Task<int> ResumeAsync(Host host, TrainRequest request, CancellationToken stop)
    {
        if (
            request.Options.Any(layer => layer.Source != "--data")
            || request.RecipeFile is not null
            || request.From is not null
            || request.Output is not null
        )
            throw LimpidException.Usage(
                "--resume goes on with the recipe of its run, so it takes no other options than --data, "
                    + "--threads and --offline. To train on with another recipe: limpid train --from RUN."
            );
        var folder = new RunFolder(host.Runs.Find(request.Resume!));
        using RunLock held = RunLock.Take(folder.Path);
        if (folder.ReadResult() is { } result)
        {
            host.Line(
                $"{folder.Path} is finished; there is nothing left to train. To train on from its weights: "
                    + $"limpid train --from {folder.Path}"
            );
            TrainingView.For(host).Close(folder, result);
            return ExitCode.Success;
        }
        Recipe recipe = folder.ReadRecipe();
        TrainingState? state = recipe.Ensemble == 1 ? folder.ReadCheckpoint() : null;
        recipe = state?.Recipe ?? recipe;
        DatasetPair data = await DataOptions
            .LoadAsync(host, DatasetSource.Parse(request.Data ?? recipe.Data), request.Offline, stop)
            .ConfigureAwait(false);
        var samples = new TrainingData(data.Training, recipe);
        using var workers = new Workers(request.Threads);
        return state is null
            ? TrainAll(
                host,
                new EnsemblePlan
                {
                    Folder = folder,
                    Recipe = recipe,
                    Data = samples,
                    Test = data.Test,
                    Workers = workers,
                },
                stop
            )
            : Train(
                host,
                new RunPlan
                {
                    Folder = folder,
                    Trainer = Trainer.Resume(state, samples, workers, TimeProvider.System),
                    Data = samples,
                    Test = data.Test,
                    Workers = workers,
                },
                stop
            );
    }

    private static int Train(Host host, RunPlan plan, CancellationToken stop)
    {
        TrainingView view = TrainingView.For(host);
        view.Open(plan);
        var session = new RunSession(plan);
        view.Watch(plan.Trainer, session.Train(view.Every, stop));
        if (plan.Trainer.IsFinished)
        {
            host.Line("Measuring ...");
            view.Close(plan.Folder, session.Finish());
            return ExitCode.Success;
        }
        view.Interrupted(plan, plan.Folder);
        return ExitCode.Interrupted;
    }

    private static int TrainAll(Host host, EnsemblePlan plan, CancellationToken stop)
    {
        TrainingView view = TrainingView.For(host);
        var ensemble = new EnsembleSession(plan);
        while (ensemble.Next() is { } member)
        {
            view.Open(member);
            view.Watch(member.Trainer, new RunSession(member).Train(view.Every, stop));
            if (member.Trainer.IsFinished)
                continue;
            view.Interrupted(member, plan.Folder);
            return ExitCode.Interrupted;
        }
        view.Close(plan.Folder, ensemble.Finish());
        return ExitCode.Success;
    }

    private static IEnumerable<RecipeSource> Layers(TrainRequest request)
    {
        if (request.RecipeFile is { } file)
            yield return RecipeFileSource.Read(file);
        yield return EnvironmentSource.Read();
        foreach (RecipeSource layer in request.Options)
            yield return layer;
    }

    /// <summary>A model to start from brings its own architecture and loss, unless told otherwise.</summary>
    private static IEnumerable<RecipeSource> StartLayer(string? from, Model? start)
    {
        if (start is null)
            yield break;
        var values = new JsonObject { ["architecture"] = LimpidJson.ToNode(start.Network.Architecture) };
        if (start.Recipe?.Loss is { } loss)
            values["loss"] = LimpidJson.ToNode(loss);
        yield return new($"--from {from}", values);
    }
}
