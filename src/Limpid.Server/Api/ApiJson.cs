using System.Text.Json.Serialization;
using Limpid.Server.Trainings;
using Microsoft.AspNetCore.Mvc;

namespace Limpid.Server.Api;

/// <summary>How the API's answers and questions become JSON: written when the program is compiled, for one that is
/// compiled ahead of time looks no type up.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ServerNote))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(DigitAnswer))]
[JsonSerializable(typeof(DrawnDigit))]
[JsonSerializable(typeof(Recognized))]
[JsonSerializable(typeof(IEnumerable<RunAnswer>))]
[JsonSerializable(typeof(RunDetails))]
[JsonSerializable(typeof(DeskAnswer))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(TrainingEvent))]
[JsonSerializable(typeof(IEnumerable<TrainingStatus>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(byte[]))]
internal sealed partial class ApiJson : JsonSerializerContext;
