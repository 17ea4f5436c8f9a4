using GenNet.Tests.Weights.Loading;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Writing;

namespace GenNet.Tests.Weights.Writing;

/// <summary>Every format by path, stream, memory and async: the same file, and the same weights.</summary>
public sealed class WeightsAnywhereTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public static TheoryData<WeightFormat> Formats => [.. WeightWriters.All.Select(static writer => writer.Format)];

    public static TheoryData<WeightFormat> OneFileFormats => [.. WeightWriters.All.Where(static writer => writer is OneFileWriter).Select(static writer => writer.Format)];

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task SaveWeights_OfEachFormat_LoadsByPathAndAsync(WeightFormat format)
    {
        using var model = new Chain(seed: 1);
        var options = new SaveOptions { Format = format };
        string here = _files.PathOf("here"), there = _files.PathOf("there");
        model.SaveWeights(here, options);
        await model.SaveWeightsAsync(there, options, TestContext.Current.CancellationToken);
        foreach (var path in (string[])[here, there])
        {
            using var first = new Chain(seed: 2);
            using var second = new Chain(seed: 3);
            Assert.True(first.LoadWeights(path).IsComplete);
            Assert.True((await second.LoadWeightsAsync(path, cancellation: TestContext.Current.CancellationToken)).IsComplete);
            Assert.Equal(AllOf(model), AllOf(first));
            Assert.Equal(AllOf(model), AllOf(second));
        }
    }

    [Theory]
    [MemberData(nameof(OneFileFormats))]
    public async Task SaveWeights_ToAStream_WritesWhatThePathGets(WeightFormat format)
    {
        using var model = new Chain(seed: 1);
        var options = new SaveOptions { Format = format };
        var path = _files.PathOf("file");
        model.SaveWeights(path, options);
        using MemoryStream written = new(), asynchronous = new();
        model.SaveWeights(new OnewayStream(written), options);
        await model.SaveWeightsAsync(new AsynchronousStream(asynchronous), options, TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, written.ToArray());
        Assert.Equal(bytes, asynchronous.ToArray());
    }

    [Theory]
    [MemberData(nameof(OneFileFormats))]
    public async Task LoadWeights_FromAnywhere_LoadsTheSame(WeightFormat format)
    {
        using var model = new Chain(seed: 1);
        using var stream = new MemoryStream();
        stream.Write(new byte[13]);
        model.SaveWeights(stream, new() { Format = format });
        var bytes = stream.ToArray()[13..];
        Func<Chain, Task<LoadReport>>[] loads =
        [
            copy => Task.FromResult(copy.LoadWeights(bytes)),
            copy => Task.FromResult(copy.LoadWeights(FromThirteen())),
            copy => Task.FromResult(copy.LoadWeights(new OnewayStream(new MemoryStream(bytes)))),
            copy => copy.LoadWeightsAsync(FromThirteen()),
            copy => copy.LoadWeightsAsync(new AsynchronousStream(new MemoryStream(bytes))),
        ];
        foreach (var load in loads)
        {
            using var copy = new Chain(seed: 2);
            Assert.True(copy.CheckWeights(bytes).IsComplete);
            Assert.True(copy.CheckWeights(FromThirteen()).IsComplete);
            Assert.NotEqual(AllOf(model), AllOf(copy));
            Assert.True((await load(copy)).IsComplete);
            Assert.Equal(AllOf(model), AllOf(copy));
        }

        MemoryStream FromThirteen()
        {
            stream.Position = 13;
            return stream;
        }
    }

    [Fact]
    public void LoadWeights_OfAStreamThatHasJustBeenWritten_SaysWhereItStands()
    {
        using var model = new Chain(seed: 1);
        using var stream = new MemoryStream();
        model.SaveWeights(stream, new() { Format = WeightFormat.Safetensors });
        var before = AllOf(model);

        var error = Assert.Throws<WeightFileException>(() => model.LoadWeights(stream));

        Assert.Contains($"at its end, byte {stream.Length} of {stream.Length}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set its Position", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, AllOf(model));
    }

    [Fact]
    public async Task LoadWeights_OfALongStream_IsRefusedAndChangesNothing()
    {
        using var model = new Chain(seed: 1);
        var before = AllOf(model);
        var endless = new OnewayStream(new EndlessStream());
        Assert.Contains("it yields more than", Assert.Throws<WeightFileException>(() => model.LoadWeights(endless)).Message);
        await Assert.ThrowsAsync<WeightFileException>(() => model.LoadWeightsAsync(new AsynchronousStream(new EndlessStream()), cancellation: TestContext.Current.CancellationToken));
        Assert.Throws<WeightFileException>(() => WeightFiles.Open(endless));
        Assert.Equal(before, AllOf(model));
    }

    [Fact]
    public async Task AsyncMethods_WhenCancelled_ChangeNothing()
    {
        using var model = new Chain(seed: 1);
        using var other = new Chain(seed: 2);
        var path = _files.PathOf("x.weights.h5");
        model.SaveWeights(path);
        var (file, before) = (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), AllOf(other));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.LoadWeightsAsync(path, null, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.LoadWeightsAsync(new AsynchronousStream(new MemoryStream(file)), null, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.SaveWeightsAsync(path, null, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.SaveWeightsAsync(new MemoryStream(), new() { Format = WeightFormat.Safetensors }, cancelled.Token));
        Assert.Equal(before, AllOf(other));
        Assert.Equal(file, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task SaveWeightsAsync_WhenTheStreamFails_SaysSo()
    {
        using var model = new Chain(seed: 1);
        await Assert.ThrowsAsync<IOException>(() => model.SaveWeightsAsync(new FailingStream(), new() { Format = WeightFormat.Safetensors }, TestContext.Current.CancellationToken));
        Assert.Throws<IOException>(() => model.SaveWeights(new FailingStream(), new() { Format = WeightFormat.Safetensors }));
        model.A.Kernel.Assign(model.A.Kernel.ToTensor());
    }

    [Fact]
    public void StreamMethods_OfStreamsThatCantBe_AreArgumentErrors()
    {
        using var model = new Chain(seed: 1);
        using var readable = new MemoryStream([], writable: false);
        var closed = new MemoryStream();
        closed.Dispose();
        Assert.Throws<ArgumentException>("stream", () => model.SaveWeights(readable, new() { Format = WeightFormat.Safetensors }));
        Assert.Throws<ArgumentException>("stream", () => model.LoadWeights(closed));
        Assert.Throws<ArgumentNullException>("stream", () => model.LoadWeights((Stream)null!));
        Assert.Throws<ArgumentNullException>("stream", () => model.SaveWeights((Stream)null!, new()));
        Assert.Contains("SaveOptions.Format", Assert.Throws<ArgumentException>("options", () => model.SaveWeights(new MemoryStream(), new())).Message);
        Assert.Contains("is empty", Assert.Throws<WeightFileException>(() => model.LoadWeights(ReadOnlyMemory<byte>.Empty)).Message);
    }

    private static float[] AllOf(Model model) => [.. model.Layers.SelectMany(static layer => layer.Variables).SelectMany(static variable => variable.ToTensor().Values.ToArray())];
}
