using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Tests.Layers;

/// <summary>Messages about arguments call them, and their values, as the reader wrote them.</summary>
public sealed class ArgumentNameTests
{
    [Fact]
    public void Names_OfAllArgumentsOfAllLayers_AreThoseOfTheAttributesProperties() => Assert.All(
        typeof(LayerAttribute).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(LayerAttribute)))
            .SelectMany(static type => type.GetProperties()).Where(static property => property.DeclaringType != typeof(Attribute)).Select(static property => property.Name).Distinct(),
        static name => Assert.Equal(name, new ArgumentName(SnakeCase.OfArgument(name)).InCSharp));

    [Fact]
    public void Of_AnArgument_WritesNamesAndValuesAsTheReaderDoes()
    {
        var error = SpecException.Of(
            "pool_size",
            $"is {ArgumentValue.Of(EquatableArray.Of(2, 3))} and {new ArgumentName("padding")} is {ArgumentValue.Of(Padding.Same)}, {new ArgumentName("use_bias")} {ArgumentValue.Of(true)}, {1.5} of {{1}}");

        Assert.Equal("pool_size is (2, 3) and padding is same, use_bias true, 1.5 of {1}", error.Message);
        Assert.Equal("PoolSize is (2, 3) and Padding is Padding.Same, UseBias true, 1.5 of {1}", error.InCSharp);
        Assert.Equal("pool_size", error.Argument);
    }

    [Theory]
    [InlineData(1.5, "rate is 1.5 and must be at least 0 and at most 1")]
    [InlineData(double.NaN, "rate is NaN and must be a finite number of at least 0 and at most 1")]
    [InlineData(double.NegativeInfinity, "rate is -Infinity and must be a finite number of at least 0 and at most 1")]
    [InlineData("a", "rate is a and must be a finite number of at least 0 and at most 1")]
    [InlineData(true, "rate is true and must be a finite number of at least 0 and at most 1")]
    public void Number_ThatIsNone_IsSaidWithItsValueAndWhatIsAllowed(object value, string message) =>
        Assert.Equal(message, Wrong(arguments => arguments.Double("rate", 0, 1), "rate", value));

    [Theory]
    [InlineData(0.5, "units is 0.5 and must be a whole number of at most 2147483647")]
    [InlineData(3000000000L, "units is 3000000000 and must be a whole number of at most 2147483647")]
    [InlineData(-1L, "units is -1 and must be at least 1")]
    [InlineData(new long[] { 1, 2 }, "units is (1, 2) and must be a whole number of at most 2147483647")]
    public void WholeNumber_ThatIsNone_IsSaidWithItsValueAndWhatIsAllowed(object value, string message) =>
        Assert.Equal(message, Wrong(arguments => arguments.Int32("units", 1), "units", value));

    [Theory]
    [InlineData(1, new long[] { 2, 2 }, "size is (2, 2) and must be one whole number of at least 1")]
    [InlineData(3, new long[] { 2, 2 }, "size is (2, 2) and must be a whole number of at least 1, which holds for all 3 axes, or 3 of them, one for each axis")]
    [InlineData(2, 0L, "size is 0 and must be a whole number of at least 1, which holds for all 2 axes, or 2 of them, one for each axis")]
    [InlineData(2, "x", "size is x and must be a whole number or a list of them, each of at most 2147483647")]
    public void Window_ThatIsNone_IsSaidWithItsValueAndWhatIsAllowed(int axes, object value, string message) =>
        Assert.Equal(message, Wrong(arguments => arguments.Window("size", axes), "size", value));

    [Fact]
    public void Truth_ThatIsNone_IsSaidWithItsValue() =>
        Assert.Equal("use_bias is 1 and must be true or false", Wrong(static arguments => arguments.Boolean("use_bias"), "use_bias", 1L));

    private static string Wrong<T>(Func<LayerArguments, T> read, string name, object value) =>
        Assert.Throws<SpecException>(() => { read(new(new Dictionary<string, object?> { [name] = value })); }).Message;
}
