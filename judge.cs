#!/usr/bin/env dotnet
// Trains the judge of non-digits that comes with the engine, from MNIST, and puts it where the engine has it: dotnet
// run build.cs models
#:project src/Limpid/Limpid.csproj
#:project src/Limpid.Datasets/Limpid.Datasets.csproj
using Limpid;
using Limpid.Datasets;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Training;

const string Judge = "src/Limpid/Recognition/judge.safetensors";
const int Epochs = 11;
const ulong Seed = 3;

DatasetPair data = await DatasetSource.Parse("mnist").LoadAsync(DataSearch.FromEnvironment());
using var workers = new Workers(Environment.ProcessorCount);
Model judge = Rejection.TrainJudge(
    new TrainingData(data.Training, Presets.All["default"].Recipe),
    Epochs,
    Seed,
    workers,
    TimeProvider.System
);
using FileStream file = File.Create(args is [var place] ? place : Judge);
ModelFile.Write(file, judge);
Console.WriteLine($"{Judge}: {judge.Network.ParameterCount:N0} parameters, weights {judge.Network.Sha256()}");
