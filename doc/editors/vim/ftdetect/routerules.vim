" Files of rules of libroute: NN-name.rules. Those of udev and polkit are called so too.
autocmd BufRead,BufNewFile [0-9][0-9]-*.rules if expand("<afile>:p") !~# "/\\(udev\\|polkit-1\\)/" | set filetype=routerules | endif
