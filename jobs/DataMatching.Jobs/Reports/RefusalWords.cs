namespace DataMatching.Jobs.Reports;

/// <summary>
/// Why a delivery was refused, for those who read Chinese: what is wrong and who does what, then the program's own sentence with its figures, columns and places.
/// </summary>
public static class RefusalWords
{
    /// <summary>What an unknown sentence is called.</summary>
    public const string Other = "其他原因";

    /// <summary>By what stands in the program's sentence; the first that fits.</summary>
    private static readonly (string Said, string Words)[] Kinds =
    [
        ("no answer to request", "请求到期没有可用的答复，请催办；下次拉取会写新的请求"),
        ("a file of the exchange cannot be", "请求或答复文件夹暂时读写不了，请检查磁盘和权限"),
        ("no request of this dataset is open", "没有待答复的请求，该答复不读，请移出答复文件夹"),
        ("rows answer another request", "答复的是其他请求，未读取，请向部门要本次请求的答复"),
        ("expected the months asked", "答复的月份不全，请部门补齐后重新报送"),
        ("rows that are not taken:", "答复中有编号、证件或人员对不上的行，请部门更正"),
        ("cannot be taken apart", "答复文件中有拆不开、或认不出是谁的行，整个文件不采用，请部门重新生成"),
        ("see to its rights, or take it away", "答复文件打不开，请检查其权限，或把它移走"),
        ("was changed while it was read", "答复文件读取时还在变动，下次拉取再读"),
        ("the same file lies there", "同一答复文件放了两次，只算一次"),
        ("the answers contradict", "有人员的答复自相矛盾，不予采用，请部门重新答复"),
        ("waits for its manifest; it is not read", "答复文件还没有清单，暂不读取"),
        ("SHA-256 is not the manifest's", "文件校验值与清单不符（传送中被改动或截断），请部门重新报送，清单最后放入"),
        ("rows, the manifest promises", "行数与清单不符，请部门重新报送完整文件"),
        ("rows are bad, more than", "坏行过多，整批退回，请把隔离清单发给部门更正后重新报送"),
        ("unlike the deliveries before it", "与以往批次相差太大，已拦下，请与部门核实；属实的在部门页面或用 accept 命令放行"),
        ("a spreadsheet damaged the ID numbers", "证件号码被表格软件损坏（科学记数、末三位为零或少一位），请部门不经表格软件重新导出"),
        ("sftp: the server's host key", "SFTP 服务器的主机密钥与登记的不同，未取任何文件，请另行向部门核实"),
        ("sftp: ", "未能从 SFTP 服务器取到文件，按括号内说明处理"),
        ("inflates to more than", "压缩文件展开后过大，请部门核实或分批报送"),
        ("the zip ", "压缩文件损坏或含有不应有的内容，请部门重新打包报送"),
        ("the gzip ends early", "压缩文件不完整，请部门重新报送"),
        ("the packed data", "压缩文件损坏或不完整，请部门重新打包报送"),
        ("is packed once more", "压缩包中还有压缩包，请部门只打包一次"),
        ("inside an archive", "压缩包中还有压缩包，请部门只打包一次"),
        ("the workbook", "表格文件读不了或不是约定的工作表，请部门核实"),
        ("the sheet ", "表格文件不是约定的工作表或表头行，请部门核实"),
        ("its header is not that of the first part", "各分件的表头不一致，请部门重新导出"),
        ("as was promised: line", "文件的编码与约定不符，请部门按约定的编码重新导出"),
        ("the encoding cannot be told", "文件的编码无法判断，请由信息人员在配置中写明"),
        ("the header lacks", "表头缺列，请部门补齐，或由信息人员在配置中登记部门的列名"),
        ("one column that stands for two", "表头中同一列对应约定的两列，请部门改列名"),
        ("the header breaks the quoting rules", "表头引号有误，请部门重新导出"),
        ("the header is not", "表头的编码与清单所写不符，请更正编码或清单"),
        ("the file begins with a UTF-8 mark", "文件是 UTF-8 而清单写 gb18030，请更正清单"),
        ("as its manifest says: line", "文件的编码与清单所写不符，请部门按清单的编码重新导出"),
        ("a row is longer than", "有一行过长，不是约定的 CSV 文件，请部门重新导出"),
        ("the file is empty", "文件是空的，请部门重新报送"),
        ("the manifest has faults", "清单有误，请部门更正清单"),
        ("the manifest is larger than", "清单过大，不是约定的清单，请部门重新生成"),
        ("the manifest is there and the file is not", "只有清单、没有文件，请部门先放文件、后放清单"),
        ("the manifest says registry", "文件放错了部门文件夹，请移到清单所写部门的文件夹"),
        ("found a link instead of", "放入的是链接而不是文件，请放入文件本身"),
        ("which config/registries does not know", "清单所写的部门没有登记，请更正清单或由信息人员登记"),
        ("which this site does not know", "清单所写的数据没有登记，请由信息人员检查配置"),
        ("the sharing agreement is not in force", "数据共享协议不在有效期内，续签后才能接收"),
        ("the file cannot be read now", "文件暂时读不到，仍待处理，请检查交换文件夹"),
    ];

    /// <summary>The kind of the refusal in Chinese; <see cref="Other"/> for a sentence that is not known.</summary>
    /// <param name="drift">What is unlike the deliveries before it, in Chinese, where that is the reason.</param>
    public static string KindOf(string reason, string? drift) => drift is null ? KindOf(reason) : $"{KindOf(reason)}。{drift}";

    /// <inheritdoc cref="KindOf(string, string?)"/>
    public static string KindOf(string reason)
    {
        foreach (var (said, words) in Kinds)
        {
            if (reason.Contains(said, StringComparison.Ordinal)) return words;
        }

        return Other;
    }

    /// <summary>The kind in Chinese and the sentence itself in brackets.</summary>
    public static string Of(string reason, string? drift = null) => $"{KindOf(reason, drift)}（{reason}）";
}
