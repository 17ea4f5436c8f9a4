namespace GenNet.Tests.Training;

/// <summary>What Fit will need after an epoch is looked at before the first one.</summary>
public sealed class ModelCheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-checkpoint-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Fit_WhenTheCheckpointsFolderIsMissing_FailsBeforeTheFirstStep() =>
        FailsBefore<DirectoryNotFoundException>(new(At("none/w{epoch}.weights.h5")), "none");

    [Fact]
    public void Fit_WhenTheCheckpointIsAFolder_FailsBeforeTheFirstStep()
    {
        Directory.CreateDirectory(At("w.weights.h5"));
        FailsBefore<IOException>(new(At("w.weights.h5")), "folder");
    }

    [Fact]
    public void Fit_WhenALaterCheckpointIsReadOnly_FailsBeforeTheFirstStep()
    {
        File.WriteAllText(At("w2.weights.h5"), "old");
        new FileInfo(At("w2.weights.h5")).IsReadOnly = true;
        FailsBefore<UnauthorizedAccessException>(new(At("w{epoch}.weights.h5")), "w2.weights.h5");
    }

    [Theory]
    [InlineData("w{val_loss}.weights.h5", "val_loss")]
    [InlineData("w{accuracy:.2f}.weights.h5", "accuracy")]
    public void Fit_WhenTheNameAsksForWhatIsNotMeasured_FailsBeforeTheFirstStep(string name, string missing) =>
        FailsBefore<ArgumentException>(new(At(name)), missing);

    [Fact]
    public void Fit_WhenTheBestIsWantedOfWhatIsNotMeasured_FailsBeforeTheFirstStep() =>
        FailsBefore<ArgumentException>(new(At("w.weights.h5"), saveBestOnly: true), "val_loss");

    [Fact]
    public void Fit_WhenValidationDataDoNotFit_FailsBeforeTheFirstStep()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var wide = Dataset.From(1, [new float[] { 1, 2 }], [new float[] { 1 }]);
        Assert.Throws<ArgumentException>(() => trainer.Fit(
            Samples.OnLine(8), validation: wide, verbose: false, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(0, trainer.Iterations);
    }

    [Theory]
    [InlineData("w{epoch:02d}-{loss:.0f}.weights.h5", "w01-*.weights.h5")]
    [InlineData("run{epoch}/w.weights.h5", "run2/w.weights.h5")]
    public void Fit_WithPlacesInTheName_SavesEachEpochAndNothingElse(string name, string second)
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        trainer.Fit(
            Samples.OnLine(8), epochs: 2, callbacks: [new ModelCheckpoint(At(name))], verbose: false, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(At(second))!, Path.GetFileName(second)));
        Assert.Equal(2, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void FailsBefore<T>(ModelCheckpoint checkpoint, string because)
        where T : Exception
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var before = Directory.GetFileSystemEntries(_folder);
        var error = Assert.Throws<T>(() => trainer.Fit(
            Samples.OnLine(8), epochs: 3, callbacks: [checkpoint], verbose: false, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Iterations);
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder));
    }
}
