using GenNet.Specs;
using GenNet.Weights;

namespace GenNet.Tests.Weights;

public class WeightLoaderTests
{
    private static readonly ExpectedModel s_model = new("Net",
    [
        new("head", "Dense", "layers/dense", [new("kernel", TensorShape.Of(2, 1)), new("bias", TensorShape.Of(1))]),
        new("norm", "BatchNormalization", "layers/batch_normalization", [
            new("beta", TensorShape.Of(2)), new("moving_mean", TensorShape.Of(2)), new("moving_variance", TensorShape.Of(2))]),
    ]);

    [Fact]
    public void Read_WhenFileFits_LoadsEverything()
    {
        var (report, values) = Read(Fitting());
        Assert.Equal([[1, 2], [3], [4, 5], [6, 7], [8, 9]], values);
        Assert.True(report.IsComplete);
        Assert.Equal(5, report.Loaded.Count);
        Assert.Empty(report.Converted);
        Assert.Empty(report.Suspicious);
    }

    [Fact]
    public void Read_WhenLayerIsMissing_NamesItsVariables()
    {
        var file = Dense(new WeightFileBuilder());
        var error = Assert.Throws<WeightLoadException>(() => Read(file));
        Assert.Equal(["beta", "moving_mean", "moving_variance"], error.Report.Missing.Select(static v => v.Name));
        Assert.Contains("norm/beta (2,): no layer of the file is called norm", error.Message);
        Assert.Contains("LoadOptions.AllowMissing", error.Message);
        Assert.DoesNotContain("LoadOptions.SkipMismatch", error.Message);

        var (report, values) = Read(file, LoadOptions.AllowMissing);
        Assert.Equal([[1, 2], [3], null, null, null], values);
        Assert.Equal(report.Missing, report.Reinitialized);
    }

    [Fact]
    public void Read_WhenShapeDiffers_NamesBothShapes()
    {
        var file = Norm(Named(new WeightFileBuilder())).With("layers/dense/vars/0", [1, 2], 1, 2).With("layers/dense/vars/1", [1], 3);
        var error = Assert.Throws<WeightLoadException>(() => Read(file));
        Assert.Contains("head/kernel is (2, 1) float32 in the model and (1, 2) float32 in the file, at layers/dense/vars/0", error.Message);
        Assert.Contains("LoadOptions.SkipMismatch", error.Message);
    }

    [Fact]
    public void Read_WhenMismatchIsSkipped_KeepsTheWholeLayer()
    {
        var file = Norm(Named(new WeightFileBuilder())).With("layers/dense/vars/0", [1, 2], 1, 2).With("layers/dense/vars/1", [1], 3);
        var (report, values) = Read(file, LoadOptions.SkipMismatch);
        Assert.Equal([null, null, [4, 5], [6, 7], [8, 9]], values);
        Assert.Equal(["kernel", "bias"], report.Mismatched.Select(static v => v.Name));
        Assert.Contains("another variable of its layer", report.Mismatched[1].Remark);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1, 1 })]
    public void Read_WhenRankDiffers_IsAMismatch(int[] shape)
    {
        var file = Norm(Named(new WeightFileBuilder())).With("layers/dense/vars/0", [2, 1], 1, 2).With("layers/dense/vars/1", shape, 3);
        Assert.Single(Assert.Throws<WeightLoadException>(() => Read(file)).Report.Mismatched, static v => v.Remark is null);
    }

    [Fact]
    public void Read_WhenLayerHasOneArrayMore_RefusesItsPositions()
    {
        // With gamma in front, every array of the layer would fit a variable that it isn't.
        var file = Fitting().With("layers/batch_normalization/vars/3", [2], 1, 1);
        var error = Assert.Throws<WeightLoadException>(() => Read(file, LoadOptions.AllowUnused));
        Assert.Contains("the layer has 3 variables, and its group in the file 4 arrays", error.Message);
        Assert.Equal(["layers/batch_normalization/vars/3 (2,) float32"], error.Report.Unused);

        var (_, values) = Read(file, LoadOptions.SkipMismatch);
        Assert.Equal([[1, 2], [3], null, null, null], values);
    }

    [Fact]
    public void Read_WhenLayerHasOneArrayLess_RefusesItsPositions()
    {
        var file = Named(new WeightFileBuilder()).With("layers/dense/vars/0", [2, 1], 1, 2);
        Assert.Throws<WeightLoadException>(() => Read(Norm(file), LoadOptions.AllowMissing));
    }

    [Fact]
    public void Read_WhenFileHasAnotherLayer_IsUnused()
    {
        var file = Fitting().With("layers/dense_1/vars/0", [1], 1);
        var error = Assert.Throws<WeightLoadException>(() => Read(file, LoadOptions.SkipMismatch | LoadOptions.AllowMissing));
        Assert.Contains("layers/dense_1/vars/0 (1,) float32: no variable asks for it", error.Message);
        var (report, values) = Read(file, LoadOptions.AllowUnused);
        Assert.DoesNotContain(null, values);
        Assert.False(report.IsComplete);
    }

    [Fact]
    public void Read_WhenFileHasTrainingState_CountsItAndLoadsTheModel()
    {
        var (report, _) = Read(Fitting().With("optimizer/vars/0", [], 1).With("metrics/mean/vars/0", [], 1));
        Assert.True(report.IsComplete);
        Assert.Equal(2, report.OptimizerArrays);
        Assert.Contains("2 arrays of optimizer state were not loaded", report.ToString());
    }

    [Fact]
    public void Read_WhenArraysLieOutsideOfVars_IgnoresThem() =>
        Assert.True(Read(Fitting().With("notes/0", [1], 1).With("layers/dense/extra", [1], 1)).Report.IsComplete);

    [Theory]
    [InlineData(StoredType.Int32, "int32")]
    [InlineData(StoredType.Bool, "bool")]
    public void Read_WhenArrayHoldsNoFloats_IsAMismatch(StoredType type, string name)
    {
        var file = Norm(Named(new WeightFileBuilder())).With("layers/dense/vars/0", type, [2, 1], new byte[2 * type.Size()]).With("layers/dense/vars/1", [1], 3);
        Assert.Contains($"(2, 1) {name} in the file", Assert.Throws<WeightLoadException>(() => Read(file)).Message);
    }

    [Theory]
    [InlineData(StoredType.Float16, new byte[] { 0x00, 0x3C, 0x00, 0xC0 })]
    [InlineData(StoredType.BFloat16, new byte[] { 0x80, 0x3F, 0x00, 0xC0 })]
    [InlineData(StoredType.Float64, new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0 })]
    public void Read_WhenArrayHoldsOtherFloats_ConvertsAndSaysSo(StoredType type, byte[] bytes)
    {
        var file = Norm(Named(new WeightFileBuilder())).With("layers/dense/vars/0", type, [2, 1], bytes).With("layers/dense/vars/1", [1], 3);
        var (report, values) = Read(file);
        Assert.Equal([1, -2], values[0]!);
        Assert.Equal("kernel", Assert.Single(report.Converted).Name);
    }

    [Theory]
    [InlineData(float.NaN, "1 of 2 values are NaN or infinite")]
    [InlineData(float.NegativeInfinity, "1 of 2 values are NaN or infinite")]
    [InlineData(-1f, "1 of 2 variances are negative")]
    public void Read_WhenVarianceIsNone_IsSuspicious(float value, string remark)
    {
        var file = Dense(new WeightFileBuilder()).WithName("layers/batch_normalization/vars", "norm").With("layers/batch_normalization/vars/0", [2], -1, -1)
            .With("layers/batch_normalization/vars/1", [2], -1, -1).With("layers/batch_normalization/vars/2", [2], 1, value);
        var suspicious = Assert.Single(Read(file).Report.Suspicious);
        Assert.Equal(("moving_variance", remark), (suspicious.Name, suspicious.Remark));
    }

    [Fact]
    public void Read_WhenGenNetWroteTheFile_ReportsModelAndContract()
    {
        var (report, _) = Read(Fitting().WithMetadata(WeightMetadata.Model, "Samples.Net").WithMetadata(WeightMetadata.ContractVersion, "3"));
        Assert.Equal(("Samples.Net", 3), (report.SavedBy, report.ContractVersion));
    }

    [Fact]
    public void Read_WhenAFileWithoutNamesDoesNotFit_SaysWhereItsPositionsDisagree()
    {
        var file = new WeightFileBuilder().With("layers/dense/vars/0", [1, 2], 1, 2).With("layers/dense/vars/1", [1], 3)
            .With("layers/batch_normalization/vars/0", [2], 4, 5).With("layers/batch_normalization/vars/1", [2], 6, 7).With("layers/batch_normalization/vars/2", [2], 8, 9);
        foreach (var options in (LoadOptions[])[LoadOptions.Strict, LoadOptions.SkipMismatch | LoadOptions.AllowMissing | LoadOptions.AllowUnused | LoadOptions.ByPosition])
        {
            Assert.Contains(
                "layers without chosen names differ at position 2, where the file has (dense) (1, 2), (1,) and the model head (dense) (2, 1), (1,)",
                Assert.Throws<WeightLoadException>(() => Read(file, options)).Message);
        }
    }

    [Fact]
    public void Read_WhenFileIsSafetensors_GoesByNames()
    {
        // A variable more in a layer is no reason to mistrust the others: they have names.
        using var file = SafetensorsFileTests.Open(
            """{"head/kernel":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"head/scale":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
            [0, 0, 0x80, 0x3F, 0, 0, 0, 0]);
        var model = new ExpectedModel("Net", [new("head", "Dense", "layers/dense", [new("kernel", TensorShape.Of(1))])]);
        var (report, values) = LoadedValues.Read(file, model, LoadOptions.AllowUnused);
        Assert.Equal([[1f]], values);
        Assert.Empty(report.Converted);
        Assert.Equal(["head/scale (1,) F32"], report.Unused);
    }

    private static (LoadReport Report, float[]?[] Values) Read(WeightFileBuilder file, LoadOptions? options = null)
    {
        using var container = file.Open();
        return LoadedValues.Read(container, s_model, options ?? LoadOptions.Strict);
    }

    private static WeightFileBuilder Fitting() => Norm(Dense(new WeightFileBuilder()));

    private static WeightFileBuilder Dense(WeightFileBuilder file) => Named(file).With("layers/dense/vars/0", [2, 1], 1, 2).With("layers/dense/vars/1", [1], 3);

    private static WeightFileBuilder Named(WeightFileBuilder file) => file.WithName("layers/dense/vars", "head");

    private static WeightFileBuilder Norm(WeightFileBuilder file) => file.WithName("layers/batch_normalization/vars", "norm")
        .With("layers/batch_normalization/vars/0", [2], 4, 5)
        .With("layers/batch_normalization/vars/1", [2], 6, 7)
        .With("layers/batch_normalization/vars/2", [2], 8, 9);
}
