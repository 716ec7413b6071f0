using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Limpid.Drawing;
using Limpid.Imaging;
using Limpid.Runs;

namespace Limpid.Lab.Tests;

/// <summary>What programs may ask of the lab.</summary>
public class ApiTests
{
    private static readonly string Three =
        $"[{string.Join(',', Visit.Three.Select(point => $"[{point.X},{point.Y}]"))}]";

    [Theory]
    [InlineData("reference")]
    [InlineData("cnn")]
    public async Task A_drawn_three_is_read(string model)
    {
        await using Served served = await Served.StartAsync();
        JsonNode answer = await served.JsonAsync(
            HttpMethod.Post,
            $"/api/recognize?model={model}",
            Served.Json($$"""{"strokes":[{{Three}}]}""")
        );
        Assert.Equal(("digit", "3"), ((string?)answer["answer"], (string?)answer["digit"]));
        Assert.Equal(1, answer["probabilities"]!.AsArray().Sum(p => (double)p!), 4);
        Assert.Equal((float)answer["confidence"]!, answer["probabilities"]!.AsArray().Max(p => (float)p!));
    }

    [Fact]
    public async Task A_picture_is_read_and_a_blank_one_is_no_digit()
    {
        await using Served served = await Served.StartAsync();
        GrayImage drawn = StrokeNormalizer
            .Normalize([
                new(Numerics.ImmutableSequence.From(Visit.Three.Select(point => new StrokePoint(point.X, point.Y)))),
            ])
            .Picture;
        JsonNode answer = await served.JsonAsync(HttpMethod.Post, "/api/recognize", Png(Picture(drawn)));
        Assert.Equal(("digit", "3"), ((string?)answer["answer"], (string?)answer["digit"]));
        JsonNode blank = await served.JsonAsync(
            HttpMethod.Post,
            "/api/recognize",
            Png(Picture(new(40, 40, new byte[1600])))
        );
        Assert.Equal(("not-a-digit", true), ((string?)blank["answer"], (bool?)blank["isBlank"]));
    }

    [Fact]
    public async Task A_digit_of_a_set_is_told_and_drawn()
    {
        await using Served served = await Served.StartAsync();
        JsonNode digit = await served.JsonAsync(HttpMethod.Get, "/api/data/test/7");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/data/test/7")
        {
            Headers = { Accept = { new("image/png") } },
        };
        using HttpResponseMessage sample = await served.Client.SendAsync(request);
        GrayImage drawn = PictureFile.Read(await sample.Content.ReadAsStreamAsync());
        Assert.Equal(
            drawn.Pixels.ToArray().Select(pixel => (int)pixel),
            digit["pixels"]!.AsArray().Select(pixel => (int)pixel!)
        );
    }

    [Fact]
    public async Task A_model_goes_out_as_onnx_and_a_bad_one_is_told()
    {
        await using Served served = await Served.StartAsync();
        using Stream model = PretrainedModels.Open("reference");
        using HttpResponseMessage onnx = await served.Client.PostAsync("/api/models/onnx", Bytes(model));
        Assert.Equal(HttpStatusCode.OK, onnx.StatusCode);
        Assert.True(onnx.Content.Headers.ContentLength > 13_002 * sizeof(float));
        using HttpResponseMessage bad = await served.Client.PostAsync(
            "/api/models/onnx",
            Bytes(new MemoryStream(new byte[100]))
        );
        await IsProblemAsync(bad, HttpStatusCode.BadRequest, "the model file");
    }

    [Fact]
    public async Task Runs_are_listed_and_opened()
    {
        await using Served served = await Served.StartAsync();
        Assert.Empty((await served.JsonAsync(HttpMethod.Get, "/api/runs")).AsArray());
        var runs = new RunCatalogue(Path.Combine(served.Folder, "runs"));
        runs.Start("mnist", stream => RunFolder.WriteRecipe(stream, Training.Presets.All["default"].Recipe)).Dispose();
        JsonNode run = Assert.Single((await served.JsonAsync(HttpMethod.Get, "/api/runs")).AsArray())!;
        Assert.Equal(("interrupted", "784-16-16-10 sigmoid"), ((string?)run["progress"], (string?)run["network"]));
        Assert.Empty((await served.JsonAsync(HttpMethod.Get, $"/api/runs/{run["name"]}"))["metrics"]!.AsArray());
    }

    [Fact]
    public async Task What_there_is_stands_in_the_openapi_document()
    {
        await using Served served = await Served.StartAsync();
        JsonObject paths = (await served.JsonAsync(HttpMethod.Get, "/openapi.json"))["paths"]!.AsObject();
        string[] expected =
        [
            "/api/data/{set}/{index}",
            "/api/desks",
            "/api/desks/{id}",
            "/api/desks/{id}/{call}",
            "/api/model",
            "/api/models/onnx",
            "/api/recognize",
            "/api/runs",
            "/api/runs/{name}",
            "/api/token",
            "/api/trainings",
            "/api/trainings/{id}",
            "/api/trainings/{id}/events",
            "/api/trainings/{id}/model",
            "/health",
        ];
        Assert.Equal(expected, paths.Select(path => path.Key).Order(StringComparer.Ordinal));
        Assert.All(paths.SelectMany(path => path.Value!.AsObject()), operation =>
            Assert.NotNull(operation.Value!["summary"])
        );
    }

    [Theory]
    [InlineData("GET", "/api/model?name=best", null, HttpStatusCode.NotFound, "reference")]
    [InlineData("GET", "/api/data/test/200", null, HttpStatusCode.NotFound, "0 to 199")]
    [InlineData("GET", "/api/data/attic/0", null, HttpStatusCode.NotFound, "training and test")]
    [InlineData("GET", "/api/data/test/one", null, HttpStatusCode.NotFound, "openapi.json")]
    [InlineData("GET", "/api/runs/..%2f..", null, HttpStatusCode.NotFound, "expected a run")]
    [InlineData("GET", "/api/trainings/none", null, HttpStatusCode.NotFound, "no training none")]
    [InlineData("GET", "/nowhere", null, HttpStatusCode.NotFound, "nothing at /nowhere")]
    [InlineData("PUT", "/api/runs", "{}", HttpStatusCode.MethodNotAllowed, "PUT")]
    [InlineData("POST", "/api/recognize", "", HttpStatusCode.BadRequest, "nothing came")]
    [InlineData("POST", "/api/recognize", "{", HttpStatusCode.BadRequest, "not the JSON")]
    [InlineData("POST", "/api/recognize", "null", HttpStatusCode.BadRequest, "null came")]
    [InlineData("POST", "/api/recognize", """{"strokes":[[[1]]]}""", HttpStatusCode.BadRequest, "two numbers")]
    [InlineData("POST", "/api/recognize", """{"strokes":[null]}""", HttpStatusCode.OK, "")]
    [InlineData("POST", "/api/recognize", """{"strokes":[],"bogus":1}""", HttpStatusCode.BadRequest, "bogus")]
    [InlineData("POST", "/api/trainings", """{"bogus":1}""", HttpStatusCode.BadRequest, "no such member")]
    [InlineData(
        "POST",
        "/api/trainings",
        """{"data":"/etc/passwd"}""",
        HttpStatusCode.BadRequest,
        "data must be mnist"
    )]
    [InlineData("POST", "/api/trainings", """{"architecture":"784-16-7"}""", HttpStatusCode.UnprocessableEntity, "10")]
    [InlineData(
        "POST",
        "/api/desks/none/ActiveModel.Look",
        "{}",
        HttpStatusCode.UnsupportedMediaType,
        "application/json"
    )]
    public async Task What_cannot_be_is_a_problem_in_one_sentence(
        string method,
        string path,
        string? body,
        HttpStatusCode status,
        string words
    )
    {
        await using Served served = await Served.StartAsync();
        using var request = new HttpRequestMessage(new(method), path)
        {
            Content = body is null ? null : Served.Json(body),
        };
        using HttpResponseMessage response = await served.Client.SendAsync(request);
        if (status == HttpStatusCode.OK)
            Assert.Equal(status, response.StatusCode);
        else
            await IsProblemAsync(response, status, words);
    }

    [Fact]
    public async Task Without_MNIST_the_server_says_what_is_missing()
    {
        await using Served served = await Served.StartAsync(hasDigits: false);
        using HttpResponseMessage training = await served.PostAsync("/api/trainings", "{}");
        await IsProblemAsync(training, HttpStatusCode.ServiceUnavailable, "limpid data get mnist");
        using HttpResponseMessage sample = await served.Client.GetAsync("/api/data/test/0");
        await IsProblemAsync(sample, HttpStatusCode.NotFound, "limpid data get mnist");
        Assert.False((bool)(await served.JsonAsync(HttpMethod.Get, "/health"))["hasDigits"]!);
    }

    internal static async Task IsProblemAsync(HttpResponseMessage response, HttpStatusCode status, string words)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, text);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonNode problem = JsonNode.Parse(text)!;
        Assert.Equal((int)status, (int?)problem["status"]);
        Assert.Contains(words, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    private static ByteArrayContent Png(byte[] file) =>
        new(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };

    private static StreamContent Bytes(Stream file) =>
        new(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private static byte[] Picture(GrayImage image)
    {
        var file = new MemoryStream();
        PictureFile.WritePng(file, image);
        return file.ToArray();
    }
}
