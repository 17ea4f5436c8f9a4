using GenNet.Weights.Hdf5;

namespace GenNet.Extensions.Tests.Hdf5;

/// <summary>What a source does wrong, or throws, is an error of the file that names the object, and changes nothing.</summary>
public sealed class Hdf5SourceErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-hdf5-").FullName;
    private readonly MemoryHdf5 _source;
    private readonly Classifier _model = new(seed: 2);

    public Hdf5SourceErrorTests()
    {
        var path = Path.Combine(_folder, "x.weights.h5");
        using (var saved = new Classifier(seed: 1))
            saved.SaveWeights(path);
        _source = MemoryHdf5.CopyOf(path);
    }

    private MemoryDataset Kernel => (MemoryDataset)_source.At("layers/dense_1/vars").Children["0"];

    public void Dispose()
    {
        _model.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static TheoryData<Exception, string> Failures => new()
    {
        { new InvalidOperationException("The chunk index has version 9."), "it can't be read: The chunk index has version 9. Take another copy" },
        { new NotSupportedException("SZIP is not known."), "it can't be read: SZIP is not known. Copy the weights into a plain file" },
        { new EndOfStreamException("The file ended."), "it can't be read: The file ended. Take another copy" },
        { new NullReferenceException(), "it can't be read: " },
        { new WeightFileException("memory.weights.h5", null, "the filter says no", "Do that."), "the filter says no. Do that." },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void LoadWeights_WhenReadingValuesFails_NamesTheArray(Exception failure, string message)
    {
        Kernel.How = (dataset, ref destination) =>
        {
            destination.Put(0, dataset.Bytes.AsSpan(0, 40));
            throw failure;
        };
        AssertRefused("layers/dense_1/vars/0", message, failure);
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void LoadWeights_WhenOpeningAnObjectFails_NamesIt(Exception failure, string message)
    {
        _source.At("layers").Failure = failure;
        // The last of the names comes first in this source.
        AssertRefused("layers/dense_2", message, failure);
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void LoadWeights_WhenAnAttributeFails_NamesItsObject(Exception failure, string message)
    {
        Kernel.Failure = failure;
        AssertRefused("layers/dense_1/vars/0", message, failure);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(ObjectDisposedException))]
    public void LoadWeights_WhenTheFileIsNotToBlame_LetsTheExceptionPass(Type type)
    {
        var failure = type == typeof(ObjectDisposedException) ? new ObjectDisposedException("source") : (Exception)Activator.CreateInstance(type)!;
        Kernel.How = (dataset, ref destination) => throw failure;

        Assert.Same(failure, Assert.ThrowsAny<Exception>(() => _model.LoadWeights(_source)));
    }

    [Fact]
    public void LoadWeights_WhenElementsAreLeftOut_IsRefused()
    {
        Kernel.How = static (dataset, ref destination) => destination.Put(0, dataset.Bytes.AsSpan(0, dataset.Bytes.Length - 4));
        AssertRefused("layers/dense_1/vars/0", "of 21000 elements 20999 were read");
    }

    [Fact]
    public void LoadWeights_WhenElementsLieOutside_IsRefused()
    {
        Kernel.How = static (dataset, ref destination) => destination.Put(1, dataset.Bytes);
        AssertRefused("layers/dense_1/vars/0", "21000 elements at 1 do not lie in 21000");
    }

    [Fact]
    public void LoadWeights_WhenMoreIsHandedOverThanWasLent_IsRefused()
    {
        Kernel.How = static (dataset, ref destination) => destination.Advance(1);
        AssertRefused("layers/dense_1/vars/0", "it can't be read: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    public void LoadWeights_WhenANameIsNone_IsRefused(string name)
    {
        _source.At("layers").Children[name] = new MemoryGroup();
        AssertRefused("layers", $"\"{name}\" is no name");
    }

    [Fact]
    public void LoadWeights_WhenAnObjectIsOfNoKind_IsRefused()
    {
        _source.At("layers").Children["odd"] = new Oddity();
        AssertRefused("layers/odd", "which is no group, no dataset and no Hdf5Unread");
    }

    [Fact]
    public void LoadWeights_WhenGroupsHaveNoEnd_IsRefusedSoon()
    {
        _source.At("layers").Children["deep"] = new Endless(width: 1);
        Assert.Contains("nested more than 128 deep", Assert.Throws<WeightFileException>(() => _model.LoadWeights(_source)).Message);

        _source.At("layers").Children["deep"] = new Endless(width: 3);
        Assert.Contains("nested more than 128 deep", Assert.Throws<WeightFileException>(() => _model.LoadWeights(_source)).Message);

        _source.At("layers").Children["deep"] = new Endless(width: 3, depth: 40);
        Assert.Contains("again and again", Assert.Throws<WeightFileException>(() => _model.LoadWeights(_source)).Message);
    }

    [Fact]
    public void Open_WhenItFails_DisposesTheSourceUnlessItIsLeftOpen()
    {
        _source.At("layers").Failure = new InvalidOperationException();
        Assert.Throws<WeightFileException>(() => Hdf5File.Open(_source, leaveOpen: true));
        Assert.False(_source.IsDisposed);
        Assert.Throws<WeightFileException>(() => Hdf5File.Open(_source));
        Assert.True(_source.IsDisposed);
    }

    private void AssertRefused(string inside, string message, Exception? cause = null)
    {
        var before = Values();
        var error = Assert.Throws<WeightFileException>(() => _model.LoadWeights(_source));
        Assert.Equal(inside, error.Inside);
        Assert.Equal("memory.weights.h5", error.File);
        Assert.Contains(message, error.Message);
        if (cause is not null)
            Assert.Same(cause, error.InnerException);
        Assert.Equal(before, Values());
    }

    private float[] Values() => [.. _model.Layers.SelectMany(static l => l.Variables).SelectMany(static v => v.Values.ToArray())];

    private sealed class Oddity : IHdf5Object
    {
        public IEnumerable<string> AttributeNames => [];

        public Hdf5Attribute Attribute(string name) => default;
    }

    /// <summary>Groups in groups, none of which is known again.</summary>
    private sealed class Endless(int width, int depth = int.MaxValue) : IHdf5Group
    {
        public IEnumerable<string> AttributeNames => [];

        public IReadOnlyList<string> Names => depth == 0 ? [] : [.. Enumerable.Range(0, width).Select(static i => "g" + i)];

        public Hdf5Attribute Attribute(string name) => default;

        public IHdf5Object Open(string name) => new Endless(width, depth - 1);
    }
}
