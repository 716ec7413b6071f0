#:project ../src/Limpid/Limpid.csproj
#:project ../src/Limpid.Datasets/Limpid.Datasets.csproj
using Limpid;
using Limpid.Datasets;
using Limpid.Evaluation;
using Limpid.Training;

DatasetPair data = await DatasetSource
    .Parse(args is [var place] ? place : "mnist")
    .LoadAsync(DataSearch.FromEnvironment());
Recipe recipe = Presets.All["default"].Recipe with { Epochs = 10, Validation = data.Training.Count / 12 };
using var workers = new Workers(Environment.ProcessorCount);
var trainer = new Trainer(recipe, new TrainingData(data.Training, recipe), workers, TimeProvider.System);

foreach (TrainingReport report in trainer.Run(TimeSpan.FromSeconds(1), CancellationToken.None))
    if (report.Epoch is { } epoch)
        Console.WriteLine($"epoch {epoch.Epoch}: {epoch.ValidationAccuracy:P2} of the validation digits");

Predictions answers = new Evaluator(trainer.Result(), workers).Run(data.Test!);
Console.WriteLine(
    $"{answers.Correct() / (double)answers.Count:P2} of {answers.Count:N0} test digits, by "
        + $"{trainer.Network.ParameterCount:N0} parameters"
);
