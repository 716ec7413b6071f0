#!/usr/bin/env dotnet
// Trains the digit detector that comes with the engine, from MNIST, and puts it where the engine has it: dotnet
// run build.cs models
#:project ../src/Limpid/Limpid.csproj
#:project ../src/Limpid.Datasets/Limpid.Datasets.csproj
using Limpid;
using Limpid.Datasets;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Training;

const string Place = "src/Limpid/Recognition/digit-detector.safetensors";
const int Epochs = 11;
const ulong Seed = 3;

DatasetPair data = await DatasetSource.Parse("mnist").LoadAsync(DataSearch.FromEnvironment());
using var workers = new Workers(Environment.ProcessorCount);
Model detector = Rejection.TrainDigitDetector(
    new TrainingData(data.Training, Presets.All["default"].Recipe),
    Epochs,
    Seed,
    workers,
    TimeProvider.System
);
using FileStream file = File.Create(args is [var place] ? place : Place);
ModelFile.Write(file, detector);
Console.WriteLine($"{Place}: {detector.Network.ParameterCount:N0} parameters, weights {detector.Network.Sha256()}");
